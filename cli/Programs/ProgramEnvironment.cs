using Stratus.Cli.Projects;

namespace Stratus.Cli.Programs;

/// <summary>The variables that Pulumi's language host gives a program. Everything else of the environment is passed on as it is.</summary>
internal static class ProgramEnvironment
{
    /// <summary>Makes the variables for a preview against the engine at <paramref name="engine"/>.</summary>
    public static Dictionary<string, string> Create(Project project, string stack, StackConfig config, string engine) =>
        new(config.Environment())
        {
            ["PULUMI_MONITOR"] = engine,
            ["PULUMI_ENGINE"] = engine,
            ["PULUMI_PROJECT"] = project.Name,
            ["PULUMI_STACK"] = stack,
            ["PULUMI_ORGANIZATION"] = "organization",
            ["PULUMI_DRY_RUN"] = "true",
            ["PULUMI_QUERY_MODE"] = "false",
            ["PULUMI_PARALLEL"] = "16",
            ["PULUMI_ROOT_DIRECTORY"] = project.Root.FullName,
            ["PULUMI_PWD"] = project.Program.FullName,
            ["PULUMI_TRACING"] = "",
        };
}
