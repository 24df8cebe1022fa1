using Stratus.Cli.Programs;

namespace Stratus.Cli.Tests.Programs;

public sealed class OutputTailTests
{
    [Fact]
    public void It_keeps_the_end_and_says_that_there_was_more()
    {
        var tail = new OutputTail();
        foreach (var number in Enumerable.Range(0, 100_000))
            tail.Add($"line {number}");
        var lines = tail.ToString().Split(Environment.NewLine);
        lines[0].ShouldBe("[…]");
        lines[^1].ShouldBe("line 99999");
        tail.ToString().Length.ShouldBeLessThan(70_000);
    }

    [Fact]
    public void A_line_without_end_does_not_fill_the_memory()
    {
        var tail = new OutputTail();
        tail.Add(new('x', 10_000_000));
        tail.ToString().Length.ShouldBeLessThan(70_000);
    }
}
