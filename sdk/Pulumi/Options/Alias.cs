namespace Pulumi;

/// <summary>A name that a resource had before. What is left out is as it is now.</summary>
public sealed class Alias
{
    /// <summary>The former URN, whole; nothing else may be set then.</summary>
    public string? Urn { get; set; }

    /// <summary>The former name.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>The former type.</summary>
    public Input<string>? Type { get; set; }

    /// <summary>The former stack.</summary>
    public Input<string>? Stack { get; set; }

    /// <summary>The former project.</summary>
    public Input<string>? Project { get; set; }

    /// <summary>The former parent. At most one of this, <see cref="ParentUrn"/> and <see cref="NoParent"/>.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The former parent's URN.</summary>
    public Input<string>? ParentUrn { get; set; }

    /// <summary>True if it had no parent.</summary>
    public bool NoParent { get; set; }

    internal async Task<Pulumirpc.Alias> ToProtoAsync()
    {
        if (Urn is not null)
        {
            RefuseMixed();
            return new() { Urn = Urn };
        }
        var spec = new Pulumirpc.Alias.Types.Spec
        {
            Name = await ReadAsync(Name).ConfigureAwait(false),
            Type = await ReadAsync(Type).ConfigureAwait(false),
            Stack = await ReadAsync(Stack).ConfigureAwait(false),
            Project = await ReadAsync(Project).ConfigureAwait(false),
        };
        var parent = Parent is null ? await ReadAsync(ParentUrn).ConfigureAwait(false) : await ReadAsync(Parent.Urn).ConfigureAwait(false);
        if ((Parent is not null && ParentUrn is not null) || (NoParent && parent.Length > 0))
        {
            throw new ArgumentException("An alias may name only one of Parent, ParentUrn and NoParent.");
        }
        if (parent.Length > 0)
        {
            spec.ParentUrn = parent;
        }
        else
        {
            spec.NoParent = NoParent;
        }
        return new() { Spec = spec };
    }

    private void RefuseMixed()
    {
        if (Name is not null || Type is not null || Stack is not null || Project is not null || Parent is not null || ParentUrn is not null || NoParent)
        {
            throw new ArgumentException("An alias with a Urn may have nothing else.");
        }
    }

    private static async Task<string> ReadAsync(Input<string>? input) =>
        input is null ? "" : (await input.ToOutput().DataTask.ConfigureAwait(false)).Value ?? "";
}
