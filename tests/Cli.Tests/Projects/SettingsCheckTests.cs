using Stratus.Cli.Projects;

namespace Stratus.Cli.Tests.Projects;

public class SettingsCheckTests
{
    [Fact]
    public void A_namespace_that_was_meant_to_be_the_projects_is_told_and_one_of_a_provider_is_not()
    {
        using var folder = new TempFolder();
        folder.Write("Pulumi.yaml", "name: stratus\nruntime: dotnet\n");
        folder.Write("Pulumi.dev.yaml", "config:\n  stratsu:egress: []\n  aws:region: eu-central-1\n");
        var project = Project.Load(folder.Info, TestContext.Current.CancellationToken);

        var message = Should.Throw<ProjectError>(() => SettingsCheck.Run(project, StackConfig.Load(project, "dev"))).Message;

        message.ShouldContain("Pulumi.dev.yaml:2:19 stratsu:egress: nothing reads the namespace 'stratsu'");
        message.ShouldContain("Write 'stratus:egress'.");
        message.ShouldNotContain("aws:region");
    }
}
