namespace Pulumi.Kubernetes.Generator;

/// <summary>
/// The API group of every model. Only the kinds carry theirs; a part of a kind belongs to the one group that uses it, and to the
/// core group where several do, which is how Kubernetes shares types. What that rule gets wrong is listed.
/// </summary>
internal sealed class ModelHomes
{
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["V1Condition"] = ApiGroups.Meta,
        ["V1DeleteOptions"] = ApiGroups.Meta,
        ["V1FieldSelectorRequirement"] = ApiGroups.Meta,
        ["V1LabelSelector"] = ApiGroups.Meta,
        ["V1LabelSelectorRequirement"] = ApiGroups.Meta,
        ["V1ManagedFieldsEntry"] = ApiGroups.Meta,
        ["V1ObjectMeta"] = ApiGroups.Meta,
        ["V1OwnerReference"] = ApiGroups.Meta,
        ["V1Preconditions"] = ApiGroups.Meta,
        // Used by StorageClass alone, yet part of the core group.
        ["V1TopologySelectorLabelRequirement"] = ApiGroups.Core,
        ["V1TopologySelectorTerm"] = ApiGroups.Core,
    };

    private readonly Dictionary<Type, HashSet<string>> users = [];

    public ModelHomes(IEnumerable<(Type Model, string Group)> kinds)
    {
        foreach (var (model, group) in kinds)
            Visit(model, group);
    }

    /// <summary>Every model that a kind reaches.</summary>
    public IEnumerable<Type> Models => users.Keys;

    public string GroupOf(Type model)
    {
        if (Exceptions.TryGetValue(model.Name, out var exception))
            return exception;
        if ((ModelKind.Of(model)?.Group ?? ModelName.Parse(model).Group) is { } named)
            return named;
        var groups = users[model];
        return groups.Count == 1 ? groups.Single()
            : groups.Contains(ApiGroups.Core) ? ApiGroups.Core
            : throw new InvalidOperationException(
                $"{model.Name} is used by {string.Join(", ", groups)} and named after none. Add its group to {nameof(ModelHomes)}.");
    }

    private void Visit(Type model, string group)
    {
        if (!users.TryGetValue(model, out var groups))
            users[model] = groups = [];
        if (!groups.Add(group))
            return;
        foreach (var part in PartsOf(model))
            Visit(part, group);
    }

    private static IEnumerable<Type> PartsOf(Type model) =>
        model.GetProperties().Select(property => ModelTypes.Element(property.PropertyType)).Where(ModelTypes.IsModel);
}
