using System.Text;

namespace Repo.Tests;

public sealed class KeepCommentTests : IDisposable
{
    // Answers from files, notes every call, and keeps the body that it was sent.
    private const string Gh = """
        printf '%s\n' "$*" >>"${SANDBOX}/calls"
        for argument in "$@"; do
            case "${argument}" in body=@*) cp "${argument#body=@}" "${SANDBOX}/body" ;; esac
        done
        case "$*" in
            *"--method GET repos/acme/stratus/pulls "*) cat "${SANDBOX}/pulls.json" ;;
            *"--paginate repos/acme/stratus/issues/7/comments") cat "${SANDBOX}/comments.json" ;;
        esac
        """;

    private const string Marker = "<!-- stratus-preview -->";

    private readonly Sandbox _sandbox = new();

    public KeepCommentTests()
    {
        _sandbox.Fake("gh", Gh);
        _sandbox.Write("pulls.json", """[{"number":9,"head":{"sha":"older"}},{"number":7,"head":{"sha":"abc"}}]""");
        _sandbox.Write("comments.json", "[]");
        _sandbox.Write("comment.md", "what changes\n");
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void The_first_comment_is_written()
    {
        var (exitCode, _, error) = Keep();

        exitCode.ShouldBe(0, error);
        Calls().ShouldContain("api --method POST repos/acme/stratus/issues/7/comments --field body=@");
        Calls().ShouldContain("-f head=someone:feature");
        _sandbox.Read("body").ShouldStartWith($"{Marker}\n_Preview of abc.");
        _sandbox.Read("body").ShouldEndWith("\n\nwhat changes\n");
    }

    [Fact]
    public void Its_own_comment_is_updated()
    {
        _sandbox.Write("comments.json", $$"""
            [{"id":1,"user":{"login":"someone"},"body":"{{Marker}} forged"},{"id":2,"user":{"login":"github-actions[bot]"},"body":"other"}]
            [{"id":3,"user":{"login":"github-actions[bot]"},"body":"{{Marker}}\nold"}]
            """);

        Keep().ExitCode.ShouldBe(0);

        Calls().ShouldContain("api --method PATCH repos/acme/stratus/issues/comments/3 ");
        Calls().ShouldNotContain("POST");
    }

    [Fact]
    public void A_pull_request_that_was_closed_or_moved_on_gets_no_comment()
    {
        _sandbox.Write("pulls.json", """[{"number":7,"head":{"sha":"newer"}}]""");

        var (exitCode, _, error) = Keep();

        exitCode.ShouldBe(0);
        error.ShouldContain("no open pull request has abc");
        Calls().ShouldNotContain("comments");
    }

    [Fact]
    public void A_text_of_any_length_fits_and_stays_whole_characters()
    {
        _sandbox.Write("comment.md", "x" + string.Concat(Enumerable.Repeat("日本", 40_000)));

        Keep().ExitCode.ShouldBe(0);

        var body = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(_sandbox.Path("body")));
        body.Length.ShouldBeLessThanOrEqualTo(65_536);
        body.ShouldEndWith("本");
    }

    [Fact]
    public void What_the_text_says_is_never_run()
    {
        _sandbox.Write("comment.md", "$(touch pwned) `touch pwned` '; touch pwned; '\n@-\n");

        Keep().ExitCode.ShouldBe(0);

        _sandbox.Has("pwned").ShouldBeFalse();
        _sandbox.Read("body").ShouldContain("$(touch pwned)");
    }

    [Fact]
    public void Without_a_token_nothing_is_asked()
    {
        _sandbox.Bash("eng/keep-comment.sh", [_sandbox.Path("comment.md")], ("GH_TOKEN", "")).ExitCode.ShouldNotBe(0);

        _sandbox.Has("calls").ShouldBeFalse();
    }

    private (int ExitCode, string Output, string Error) Keep()
    {
        if (!Repository.Has("jq")) Assert.Skip("jq is not installed; on Debian: apt-get install jq");
        return _sandbox.Bash(
            "eng/keep-comment.sh",
            [_sandbox.Path("comment.md")],
            ("GH_TOKEN", "not a token"),
            ("REPOSITORY", "acme/stratus"),
            ("HEAD_OWNER", "someone"),
            ("HEAD_BRANCH", "feature"),
            ("HEAD_SHA", "abc"));
    }

    private string Calls() => _sandbox.Has("calls") ? _sandbox.Read("calls") : "";
}
