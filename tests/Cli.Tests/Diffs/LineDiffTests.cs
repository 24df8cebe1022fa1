using FsCheck;
using FsCheck.Xunit;
using Stratus.Cli.Diffs;

namespace Stratus.Cli.Tests.Diffs;

public sealed class LineDiffTests
{
    [Fact]
    public void One_changed_line_stands_between_three_lines_of_context()
    {
        LineDiff.Unified("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nfive\n6\n7\n8\n")
            .ShouldBe(["@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"]);
    }

    [Fact]
    public void Edits_far_apart_are_hunks_of_their_own()
    {
        var old = string.Concat(Enumerable.Range(1, 40).Select(number => $"{number}\n"));

        LineDiff.Unified(old, old.Replace("\n5\n", "\nx\n", StringComparison.Ordinal).Replace("\n35\n", "\n", StringComparison.Ordinal))
            .Where(line => line[0] == '@').ShouldBe(["@@ -2,7 +2,7 @@", "@@ -32,7 +32,6 @@"]);
    }

    [Fact]
    public void A_missing_line_feed_at_the_end_is_seen()
    {
        LineDiff.Unified("a\n", "a").ShouldBe(["@@ -1,1 +1,1 @@", "-a", "+a (no line feed at the end)"]);
    }

    [Property]
    public void Both_texts_can_be_read_out_of_the_diff(byte[] old, byte[] now)
    {
        var (before, after) = (Text(old), Text(now));

        var lines = LineDiff.Unified(before, after, context: 1000).Where(line => line[0] != '@').ToList();

        if (before == after) lines.ShouldBeEmpty();
        else
        {
            string.Concat(lines.Where(line => line[0] != '+').Select(line => $"{line[1..]}\n")).ShouldBe(before);
            string.Concat(lines.Where(line => line[0] != '-').Select(line => $"{line[1..]}\n")).ShouldBe(after);
        }
    }

    [Fact]
    public void Texts_with_nothing_in_common_are_one_removal_and_one_addition()
    {
        var old = string.Concat(Enumerable.Range(0, 3000).Select(number => $"a{number}\n"));
        var now = string.Concat(Enumerable.Range(0, 3000).Select(number => $"b{number}\n"));

        LineDiff.Unified(old, now).Count.ShouldBe(6001);
    }

    private static string Text(byte[] letters) => string.Concat(letters.Select(letter => $"{(char)('a' + (letter % 3))}\n"));
}
