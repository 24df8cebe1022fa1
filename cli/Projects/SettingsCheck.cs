using Stratus.Core.Settings;
using Stratus.Core.Settings.Reading;
using Stratus.Core.Settings.Rules;

namespace Stratus.Cli.Projects;

/// <summary>Checks a stack's settings before the program starts.</summary>
internal static class SettingsCheck
{
    // The project whose settings these are. Any other Pulumi program has its own rules, and keeps them itself.
    private const string Stratus = "stratus";

    /// <summary>Throws every error at once, each with its place. Warnings are left to the program, which logs them into the plan.</summary>
    public static void Run(Project project, StackConfig config, CancellationToken cancellation = default)
    {
        IReadOnlyList<string> errors = project.Name == Stratus ? Errors(project, config, cancellation) : [];
        // The schema says less than the rules: it is heard where they find nothing.
        if (errors.Count == 0)
            errors = config.SchemaErrors;
        if (errors.Count > 0)
            throw new ProjectError($"{errors.Count} {(errors.Count == 1 ? "mistake" : "mistakes")} in the stack's settings"
                + $"{Environment.NewLine}"
                + string.Join(Environment.NewLine, errors));
    }

    /// <summary>The settings; throws what is wrong with them.</summary>
    public static PlatformSettings Read(Project project, StackConfig config, CancellationToken cancellation)
    {
        if (project.Name != Stratus)
            throw new ProjectError($"{project.Root.FullName} is the project {project.Name}, which has no hosts that stratus knows"
                + $"{Environment.NewLine}  Pass the folder of the project {Stratus}: --project DIR.");
        Run(project, config, cancellation);
        return Parse(project, config, cancellation).Settings!;
    }

    private static string[] Errors(Project project, StackConfig config, CancellationToken cancellation)
    {
        var result = Parse(project, config, cancellation);
        return [.. result.Errors.Concat(PlainSecrets(project, config).ExceptBy(result.Errors.Select(error => error.Path), error => error.Path))
            .Select(error => $"{config.PositionOf(error.Path)} {error}"), .. Misspelt(project, config)];
    }

    // Nothing reads such a namespace, and what its settings were to shut would stay open.
    private static IEnumerable<string> Misspelt(Project project, StackConfig config) =>
        from setting in config.Values
        let space = setting.Key[..setting.Key.IndexOf(':', StringComparison.Ordinal)]
        where space != project.Name && Suggestion.Nearest(space, [project.Name]) is not null
        select $"{setting.Value.Node.Position} {setting.Key}: nothing reads the namespace '{space}'"
            + $"{Environment.NewLine}  Write '{project.Name}{setting.Key[space.Length..]}'.";

    // Whether a value is encrypted only the file tells: the program gets the same text either way.
    private static IEnumerable<SettingsError> PlainSecrets(Project project, StackConfig config) =>
        from rule in SettingRules.Of("")
        where rule.Kind == SettingKind.Secret
            && config.Values.GetValueOrDefault($"{project.Name}:{rule.Key}") is { Secret: false }
        select new SettingsError
        {
            Path = rule.Path,
            Found = "a secret in clear text (not shown), which whoever reads the file knows",
            Allowed = rule.Allowed,
            Example = rule.Example,
            Fix = $"make a new one, and {rule.Fix}",
        };

    private static SettingsResult Parse(Project project, StackConfig config, CancellationToken cancellation)
    {
        var result = SettingsParser.Parse(config.Settings(), path => SettingsFile.ReadInventory(Path.Combine(project.Root.FullName, path), cancellation));
        // To the parser an inventory that was not waited for is a mistake like any other.
        cancellation.ThrowIfCancellationRequested();
        return result;
    }
}
