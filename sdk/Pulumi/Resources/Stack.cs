using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The root of a program's resources. Its properties marked <see cref="OutputAttribute"/> are the stack's outputs.</summary>
public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    /// <summary>Registers the stack. Only the run itself constructs one.</summary>
    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Internal.Identity.Project}-{Deployment.Internal.Identity.Stack}", Convert(options)) =>
        Deployment.Internal.StackOrNull = this;

    internal Output<IDictionary<string, object?>> Outputs { get; private protected set; } =
        Output.Create<IDictionary<string, object?>>(new Dictionary<string, object?>());

    internal void RegisterPropertyOutputs()
    {
        var outputs = OutputMember.ReadAll(this);
        var unset = outputs.Where(output => output.Value is null).Select(output => output.Key).ToArray();
        if (unset.Length > 0)
        {
            throw new RunException($"Output(s) '{string.Join(", ", unset)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        }
        Outputs = Output.Create(outputs);
        RegisterOutputs(Outputs);
    }

    private static ComponentResourceOptions? Convert(StackOptions? options) =>
        options is null ? null : new() { ResourceTransformations = options.ResourceTransformations };
}

/// <summary>The stack of a program that is a function.</summary>
internal sealed class CallbackStack : Stack
{
    public CallbackStack(Func<Task<IDictionary<string, object?>>> program, StackOptions? options)
        : base(options)
    {
        Outputs = Output.Create(StartAsync(program));
        RegisterOutputs(Outputs);
    }

    // Async, so that what the function throws at once becomes the outputs' failure and not the constructor's.
    private static async Task<IDictionary<string, object?>> StartAsync(Func<Task<IDictionary<string, object?>>> program) =>
        await program().ConfigureAwait(false);
}
