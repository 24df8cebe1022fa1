namespace Repo.Tests;

public sealed class ComparePreviewsTests : IDisposable
{
    // Stands for `dotnet run --project CHECKOUT/cli -- …`: previews what has no file "broken" in its checkout.
    private const string Dotnet = """
        checkout=${3%/cli}
        shift 4
        printf '%s\n' "${checkout##*/} $*" >>"${SANDBOX}/calls"
        command=$1
        shift
        case "${command}" in
            preview)
                [[ "$1" == --project && "$2" == "${checkout}" && "$3" == --stack && "$5" == --json ]]
                if [[ -e "${checkout}/broken" ]]; then echo "it does not compile" >&2; exit 1; fi
                echo "chatter"
                echo "plan of ${checkout##*/} $4" >"$6" ;;
            diff)
                [[ "$3" == --markdown && "$5" == --limit ]]
                echo "chatter"
                echo "## $(cat "$1") -> $(cat "$2"), at most $6" >"$4" ;;
        esac
        """;

    private readonly Sandbox _sandbox = new();

    public ComparePreviewsTests()
    {
        _sandbox.Fake("dotnet", Dotnet);
        foreach (var side in new[] { "base", "head" })
        {
            _sandbox.Write($"{side}/Pulumi.yaml", "name: stratus");
            _sandbox.Write($"{side}/Pulumi.dev.yaml", "config:");
            _sandbox.Write($"{side}/Pulumi.prod.yaml", "config:");
        }
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Every_stack_gets_a_section_and_its_share_of_the_comment()
    {
        var (exitCode, _, error) = Compare();

        exitCode.ShouldBe(0, error);
        Comment().ShouldBe(
            "## plan of base dev -> plan of head dev, at most 30000\n\n## plan of base prod -> plan of head prod, at most 30000\n\n");
        _sandbox.Has("out/section.md").ShouldBeFalse();
    }

    [Fact]
    public void A_stack_that_only_one_side_has_is_compared_with_nothing()
    {
        File.Delete(_sandbox.Path("base/Pulumi.prod.yaml"));
        File.Delete(_sandbox.Path("head/Pulumi.dev.yaml"));

        Compare().ExitCode.ShouldBe(0);

        Comment().ShouldContain("## plan of base dev -> , at most");
        Comment().ShouldContain("##  -> plan of head prod, at most");
    }

    [Fact]
    public void A_base_that_cannot_be_previewed_is_said_and_stops_nothing()
    {
        _sandbox.Write("base/broken", "");

        Compare().ExitCode.ShouldBe(0);

        Comment().ShouldContain("The base of stack dev could not be previewed");
        Comment().ShouldContain("##  -> plan of head dev");
    }

    [Fact]
    public void A_head_that_cannot_be_previewed_fails_the_run_with_the_reason()
    {
        _sandbox.Write("head/broken", "");

        var (exitCode, _, error) = Compare();

        exitCode.ShouldBe(1);
        error.ShouldContain("it does not compile");
        error.ShouldContain("the head of stack dev could not be previewed");
    }

    [Fact]
    public void The_head_compares_and_each_side_previews_itself()
    {
        Compare();

        var calls = _sandbox.Read("calls").Split('\n');
        calls.Count(call => call.StartsWith("base preview", StringComparison.Ordinal)).ShouldBe(2);
        calls.Count(call => call.StartsWith("head diff", StringComparison.Ordinal)).ShouldBe(2);
        calls.ShouldNotContain(call => call.StartsWith("base diff"));
    }

    [Fact]
    public void Without_a_stack_or_with_wrong_arguments_it_says_so()
    {
        foreach (var file in Directory.GetFiles(_sandbox.Path(""), "Pulumi.*.yaml", SearchOption.AllDirectories)) File.Delete(file);

        Compare().ExitCode.ShouldBe(1);
        Compare().Error.ShouldContain("no Pulumi.<stack>.yaml");
        _sandbox.Bash("eng/compare-previews.sh", ["only one"]).ExitCode.ShouldBe(2);
    }

    private (int ExitCode, string Output, string Error) Compare() =>
        _sandbox.Bash("eng/compare-previews.sh", [_sandbox.Path("base"), _sandbox.Path("head"), _sandbox.Path("out")]);

    private string Comment() => _sandbox.Read("out/comment.md");
}
