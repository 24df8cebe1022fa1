namespace Pulumi;

/// <summary>A failure whose message is all that the user should see: it is shown without a stack trace.</summary>
public class RunException : Exception
{
    /// <summary>A failure with a message.</summary>
    public RunException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with a message and a cause.</summary>
    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A failure that belongs to one resource.</summary>
public class ResourceException : Exception
{
    /// <summary>A failure of a resource.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="resource">The resource that it concerns.</param>
    /// <param name="hideStack">Whether the message is all that the user should see. Default false.</param>
    public ResourceException(string message, Resource? resource, bool hideStack = false)
        : base(message) => (Resource, HideStack) = (resource, hideStack);

    internal Resource? Resource { get; }

    internal bool HideStack { get; }
}

/// <summary>The engine could not be told something; nothing more can be reported.</summary>
public class LogException : Exception
{
    /// <summary>A failure to log.</summary>
    public LogException(Exception exception)
        : base("Error occurred during logging", exception)
    {
    }
}
