using Stratus.Cli.Programs;
using Stratus.Cli.Projects;

namespace Stratus.Cli.Tests.Programs;

public sealed class ProgramBuildTests : IDisposable
{
    private const string ProjectFile = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
        </Project>
        """;

    private readonly TempFolder folder = new TempFolder().Write("Pulumi.yaml", "name: demo\nruntime: dotnet\nmain: infra\n")
        .Write("infra/Demo.csproj", ProjectFile);
    private readonly List<string> progress = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_builds_once_and_again_only_after_a_change()
    {
        folder.Write("infra/Program.cs", "return 0;").Write("global.json", "{}").Write("Directory.Build.props", "<Project />");
        var first = await FindAsync();
        first.Name.ShouldBe("Demo.dll");
        progress.ShouldHaveSingleItem().ShouldBe("building infra");
        await FindAsync();
        progress.Count.ShouldBe(1);

        folder.Write("infra/Program.cs", "return 1;");
        await FindAsync();
        progress.Count.ShouldBe(2);

        // Touched, not changed: the compiler writes nothing, and still it is not built a third time.
        File.SetLastWriteTimeUtc(folder["infra/Program.cs"], DateTime.UtcNow);
        await FindAsync();
        await FindAsync();
        progress.Count.ShouldBe(3);

        folder.Write("Directory.Build.props", "<Project><PropertyGroup /></Project>");
        await FindAsync();
        progress.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_program_that_does_not_build_shows_the_compilers_words()
    {
        folder.Write("infra/Program.cs", "return wrong;");
        var error = await Should.ThrowAsync<ProgramError>(() => FindAsync());
        error.Message.ShouldContain("does not build");
        error.Message.ShouldContain("CS0103");
    }

    [Fact]
    public async Task Without_a_build_there_must_be_one() =>
        (await Should.ThrowAsync<ProgramError>(() => FindAsync(build: false))).Message.ShouldContain("was never built");

    [Fact]
    public async Task Of_two_configurations_that_counts_of_which_anything_was_built_last()
    {
        var built = DateTime.UtcNow.AddHours(-1);
        foreach (var (file, minutes) in new[] { ("Release/Demo", 0), ("Debug/Demo", 1), ("Debug/Library", 1), ("Release/Library", 2) })
        {
            folder.Write($"infra/bin/{file}.dll", "").Write($"infra/bin/{file}.runtimeconfig.json", "{}");
            File.SetLastWriteTimeUtc(folder[$"infra/bin/{file}.dll"], built.AddMinutes(minutes));
        }
        (await FindAsync(build: false)).Directory!.Name.ShouldBe("Release");
    }

    [Fact]
    public async Task Two_project_files_are_one_too_many()
    {
        folder.Write("infra/Other.csproj", ProjectFile);
        (await Should.ThrowAsync<ProgramError>(() => FindAsync())).Message.ShouldContain("Demo.csproj, Other.csproj");
    }

    [Fact]
    public async Task A_binary_that_is_not_there_is_named()
    {
        folder.Write("Pulumi.yaml", "name: demo\nruntime: {name: dotnet, options: {binary: a.dll}}\n");
        (await Should.ThrowAsync<ProgramError>(() => FindAsync())).Message.ShouldContain("runtime.options.binary");
    }

    private Task<FileInfo> FindAsync(bool build = true) =>
        new ProgramBuild(Project.Load(folder.Info), progress.Add).FindAsync(build, TestContext.Current.CancellationToken);
}
