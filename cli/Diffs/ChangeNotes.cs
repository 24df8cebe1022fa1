using Stratus.Cli.Plans;

namespace Stratus.Cli.Diffs;

/// <summary>What a reviewer has to know of a change and cannot see in its properties.</summary>
internal static class ChangeNotes
{
    /// <summary>What a removal means.</summary>
    public static IEnumerable<string> OfRemoval(PlanResource resource)
    {
        if (ReplacementRules.IsSet(resource, "protect")) yield return "It is protected: `up` refuses to delete it until protect is taken off.";
        if (ReplacementRules.IsSet(resource, "retainOnDelete")) yield return "retainOnDelete: it leaves the stack and stays where it is.";
        if (IsCommand(resource) && resource.Inputs["delete"] is null) yield return "It has no delete command: what it did stays on the host.";
    }

    /// <summary>What a change or replacement means.</summary>
    public static IEnumerable<string> OfChange(PlanResource old, PlanResource now, List<PropertyChange> changes, bool isReplaced)
    {
        if (isReplaced)
        {
            foreach (var note in OfReplacement(old, now, changes)) yield return note;
        }

        if (IsCommand(now))
        {
            foreach (var note in OfCommand(changes, isReplaced)) yield return note;
        }

        if (now.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal) && changes.Any(change => change.Segments[0] == "inputs"))
        {
            yield return "A provider changes: where it now means another cluster, everything that it manages is replaced.";
        }

        foreach (var change in changes.Where(change => ReplacementRules.IsNamed(now, "ignoreChanges", change.Segments)))
        {
            yield return $"{change.Path} is named by ignoreChanges: this change is not applied.";
        }
    }

    private static IEnumerable<string> OfReplacement(PlanResource old, PlanResource now, List<PropertyChange> changes)
    {
        if (ReplacementRules.IsSet(old, "protect")) yield return "It is protected: `up` refuses to replace it until protect is taken off.";
        var keepsName = changes.TrueForAll(change => change.Segments is not ["inputs", "metadata", "name" or "namespace", ..]);
        if (ReplacementRules.IsSet(now, "deleteBeforeReplace"))
        {
            yield return "deleteBeforeReplace: it is gone before its successor exists.";
        }
        else if (keepsName && PlanValue.Text(now.Inputs, "metadata", "name") is not null)
        {
            yield return "Its name is fixed, so it is deleted before its successor exists.";
        }

        if (now.Type == "kubernetes:core/v1:Namespace") yield return "Deleting a namespace deletes everything in it.";
    }

    private static IEnumerable<string> OfCommand(List<PropertyChange> changes, bool isReplaced)
    {
        if (changes.Exists(change => change.Segments is ["inputs", "connection", "host"]))
        {
            yield return "Another host is an update, not a replacement: the script runs on the new machine, and the old one is not cleaned.";
        }

        if (!isReplaced && changes.Exists(change => change.Segments is ["inputs", "stdin" or "create" or "update", ..]))
        {
            yield return "It runs again on the host; what the former script did is not removed first.";
        }
    }

    private static bool IsCommand(PlanResource resource) => resource.Type == "command:remote:Command";
}
