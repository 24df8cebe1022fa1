using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource made of others; nothing but the engine's state knows it.</summary>
public class ComponentResource : Resource
{
    private int _outputsRegistered;

    /// <summary>Registers a component without inputs.</summary>
    /// <param name="type">The type token, <c>package:module:Type</c>.</param>
    /// <param name="name">The name, unique among resources of the type and parents.</param>
    /// <param name="options">The options.</param>
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options)
    {
    }

    /// <summary>Registers a component.</summary>
    /// <param name="type">The type token, <c>package:module:Type</c>.</param>
    /// <param name="name">The name, unique among resources of the type and parents.</param>
    /// <param name="args">The inputs.</param>
    /// <param name="options">The options.</param>
    /// <param name="remote">Whether a plugin constructs it. Default false.</param>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, custom: false, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions(), remote)
    {
    }

    /// <summary>Says that construction is over; the properties marked <see cref="OutputAttribute"/> are the component's outputs.</summary>
    protected void RegisterOutputs() => RegisterOutputs(OutputMember.ReadAll(this));

    /// <summary>Says that construction is over, and what the component's outputs are.</summary>
    protected void RegisterOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(Task.FromResult(outputs));

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string,object})"/>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string,object})"/>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        if (Interlocked.Exchange(ref _outputsRegistered, 1) == 0)
        {
            Deployment.Internal.RegisterOutputs(this, outputs);
        }
    }
}
