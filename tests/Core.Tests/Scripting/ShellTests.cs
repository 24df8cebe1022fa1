using FsCheck.Xunit;
using Stratus.Core.Scripting;

namespace Stratus.Core.Tests.Scripting;

public sealed class ShellTests
{
    [Theory]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("'", @"''\'''")]
    public void A_text_is_quoted(string text, string quoted) => Shell.Quote(text).ShouldBe(quoted);

    [Fact]
    public void A_text_that_no_shell_can_hold_is_refused_and_not_repeated() =>
        Should.Throw<ArgumentException>(() => Shell.Quote("hunter2\0")).Message.ShouldNotContain("hunter2");

    // Many texts a process, for a process costs more than a thousand texts. Separated by NUL, which no text holds.
    [Property(MaxTest = 20)]
    public void Bash_reads_back_any_text(FsCheck.NonNull<string>[] given)
    {
        string[] hostile = ["$(id)", "`id`", "a\nb\n", "\\", "'\"'", "!!", "~", "*", "-n", "\r\n", "é€😀", " ", "$'x'", "\u007f\u001b[31m", "a;b&c|d>e"];
        var texts = given.Select(text => Plain(text.Get)).Concat(hostile).ToArray();
        var (exitCode, output) = Bash.Run(string.Concat(texts.Select(text => $"printf '%s\\0' {Shell.Quote(text)}\n")));
        exitCode.ShouldBe(0);
        output.ShouldBe(string.Concat(texts.Select(text => text + "\0")));
    }

    // Halves of surrogate pairs cannot be written as UTF-8 at all.
    private static string Plain(string text) => string.Concat(text.Where(character => character != '\0' && !char.IsSurrogate(character)));
}
