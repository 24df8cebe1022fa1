using Pulumirpc;

namespace Stratus.Cli.Engine;

/// <summary>How the Pulumi engine names resources: <c>urn:pulumi:{stack}::{project}::{parents' types$}{type}::{name}</c>.</summary>
internal static class Urns
{
    /// <summary>The URN of a resource. The stack's own type is never part of its children's.</summary>
    public static string Create(string stack, string project, string parent, string type, string name)
    {
        var parents = parent.Length == 0 ? "" : QualifiedType(parent);
        var qualified = parents is "" or Wire.StackType ? type : $"{parents}${type}";
        return $"urn:pulumi:{stack}::{project}::{qualified}::{name}";
    }

    /// <summary>The URN that an alias stands for: what the alias leaves open is the resource's own.</summary>
    public static string OfAlias(Alias alias, string stack, string project, string parent, string type, string name)
    {
        if (alias.AliasCase == Alias.AliasOneofCase.Urn)
            return alias.Urn;
        var spec = alias.Spec ?? new();
        var aliasParent = spec.ParentCase switch
        {
            Alias.Types.Spec.ParentOneofCase.ParentUrn => spec.ParentUrn,
            Alias.Types.Spec.ParentOneofCase.NoParent when spec.NoParent => "",
            _ => parent,
        };
        return Create(Or(spec.Stack, stack), Or(spec.Project, project), aliasParent, Or(spec.Type, type), Or(spec.Name, name));
    }

    /// <summary>The third part of a URN: the types of its ancestors and its own, joined with <c>$</c>.</summary>
    public static string QualifiedType(string urn) => urn.Split("::", 4) is { Length: 4 } parts ? parts[2] : "";

    /// <summary>The URN in a provider reference, <c>{urn}::{id}</c>; empty stays empty.</summary>
    public static string OfProvider(string reference) =>
        reference.LastIndexOf("::", StringComparison.Ordinal) is var end and > 0 ? reference[..end] : reference;

    private static string Or(string value, string fallback) => value.Length == 0 ? fallback : value;
}
