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
        RefuseContradictions();
        if (Urn is not null)
        {
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

    private void RefuseContradictions()
    {
        (string Name, bool IsSet)[] parents =
            [(nameof(Parent), Parent is not null), (nameof(ParentUrn), ParentUrn is not null), (nameof(NoParent), NoParent)];
        (string Name, bool IsSet)[] others =
            [(nameof(Name), Name is not null), (nameof(Type), Type is not null), (nameof(Project), Project is not null), (nameof(Stack), Stack is not null)];
        if (Urn is not null && others.Concat(parents).FirstOrDefault(other => other.IsSet).Name is { } other)
        {
            throw new ArgumentException($"Alias should not specify both Urn and {other}");
        }
        if (parents.Count(parent => parent.IsSet) > 1)
        {
            throw new ArgumentException("Only specify one of 'Parent', 'ParentUrn' or 'NoParent' in an Alias");
        }
    }

    private static async Task<string> ReadAsync(Input<string>? input) =>
        input is null ? "" : (await input.ToOutput().DataTask.ConfigureAwait(false)).Value ?? "";
}
