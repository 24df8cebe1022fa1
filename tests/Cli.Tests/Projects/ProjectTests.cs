using Stratus.Cli.Projects;

namespace Stratus.Cli.Tests.Projects;

public sealed class ProjectTests
{
    [Fact]
    public void A_project_is_found_from_a_folder_below_it()
    {
        using var folder = new TempFolder().Write("Pulumi.yaml", "name: demo\nruntime: dotnet\nmain: infra").Write("infra/deep/x", "");
        var project = Project.Load(new(folder["infra/deep"]), TestContext.Current.CancellationToken);
        project.Name.ShouldBe("demo");
        project.Root.FullName.ShouldBe(folder.Info.FullName);
        project.Program.FullName.ShouldBe(folder["infra"]);
        project.Binary.ShouldBeNull();
    }

    [Fact]
    public void Main_may_name_the_project_file()
    {
        using var folder = new TempFolder().Write("Pulumi.yaml", "name: demo\nruntime: dotnet\nmain: infra/A.csproj")
            .Write("infra/A.csproj", "");
        Project.Load(folder.Info, TestContext.Current.CancellationToken).Program.FullName.ShouldBe(folder["infra"]);
    }

    [Fact]
    public void A_built_program_can_be_named()
    {
        using var folder = new TempFolder().Write("Pulumi.yaml", "name: demo\nruntime:\n  name: dotnet\n  options:\n    binary: out/a.dll");
        Project.Load(folder.Info, TestContext.Current.CancellationToken).Binary!.FullName.ShouldBe(folder["out/a.dll"]);
    }

    [Theory]
    [InlineData("runtime: dotnet", "Pulumi.yaml:1:1: the project has no name")]
    [InlineData("name: a/b\nruntime: dotnet", "Pulumi.yaml:1:7: 'a/b' is not a project name")]
    [InlineData("name: a", "Pulumi.yaml:1:1: the runtime is ''")]
    [InlineData("name: a\nruntime: nodejs", "Pulumi.yaml:2:10: the runtime is 'nodejs'")]
    [InlineData("name: a\nruntime:\n  name: go", "Pulumi.yaml:3:3: the runtime is 'go'")]
    [InlineData("name: a\nruntime: dotnet\nmain: ../other", "Pulumi.yaml:3:7: main is '../other', which is not a folder of this project")]
    [InlineData("name: a\nruntime: dotnet\nmain: /etc", "Pulumi.yaml:3:7: main is '/etc'")]
    [InlineData("name: a\nruntime: dotnet\nmain: gone", "Pulumi.yaml:3:7: main is 'gone'")]
    public void A_project_that_cannot_be_used_says_where_and_why(string yaml, string message)
    {
        using var folder = new TempFolder().Write("Pulumi.yaml", yaml);
        Should.Throw<ProjectError>(() => Project.Load(folder.Info)).Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_folder_without_a_project_says_what_to_pass()
    {
        using var folder = new TempFolder();
        Should.Throw<ProjectError>(() => Project.Load(folder.Info)).Message.ShouldContain("--project DIR");
    }

    [Theory]
    [InlineData("../dev")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("dev\n")]
    [InlineData("d v")]
    public void A_stack_name_that_could_lead_elsewhere_is_refused(string stack) =>
        Should.Throw<ProjectError>(() => Stack(stack)).Message.ShouldContain("is not the name of a stack");

    [Fact]
    public void A_missing_stack_lists_those_that_exist() =>
        Should.Throw<ProjectError>(() => Stack("prd")).Message.ShouldEndWith("The stacks that have one: dev, prod.");

    private static void Stack(string name)
    {
        using var folder = new TempFolder().Write("Pulumi.yaml", "name: a\nruntime: dotnet").Write("Pulumi.prod.yaml", "")
            .Write("Pulumi.dev.yaml", "");
        StackConfig.Load(Project.Load(folder.Info), name);
    }
}
