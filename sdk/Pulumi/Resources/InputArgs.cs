using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A set of named inputs: every member with an <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    private readonly ImmutableArray<InputMember> _members;

    private protected InputArgs() => _members = InputMember.Of(GetType());

    internal async Task<Dictionary<string, object?>> ToDictionaryAsync()
    {
        var values = new Dictionary<string, object?>(_members.Length);
        foreach (var member in _members)
        {
            var value = member.Read(this);
            if (member.IsRequired && value is null)
            {
                throw new ArgumentNullException(member.MemberName, $"[Input] {GetType().FullName}.{member.MemberName} is required but was not given a value");
            }
            values.Add(member.Name, member.Json && value is not null ? await OutputJson.ToJsonInputAsync(value).ConfigureAwait(false) : value);
        }
        return values;
    }
}

/// <summary>A resource's arguments, and the arguments nested in them.</summary>
public abstract class ResourceArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly ResourceArgs Empty = new EmptyArgs();

    private sealed class EmptyArgs : ResourceArgs;
}

/// <summary>An invoke's arguments.</summary>
public abstract class InvokeArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly InvokeArgs Empty = new EmptyArgs();

    private sealed class EmptyArgs : InvokeArgs;
}

/// <summary>A resource method's arguments.</summary>
public abstract class CallArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly CallArgs Empty = new EmptyArgs();

    private sealed class EmptyArgs : CallArgs;
}
