using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;
using Stratus.Core.Proof;
using Stratus.Core.Proof.ColdStarts;

namespace Stratus.Cli.Reports.Page;

/// <summary>The plots of cold starts.</summary>
internal static class ColdStartChart
{
    /// <summary>Which share of the starts was done after which time, and the budgets that are near enough to be drawn: the first, at least.</summary>
    public static XElement Distribution(ImmutableArray<TimeSpan> times, ImmutableArray<Budget> budgets)
    {
        var model = Model();
        var end = 1.1 * budgets.Select(budget => budget.Limit).Order().Take(1).Append(times[^1]).Max().TotalMilliseconds;
        model.Axes.Add(Axis(AxisPosition.Bottom, "ms", end));
        var shares = Axis(AxisPosition.Left, null, 100, step: 25);
        shares.StringFormat = "0 '%'";
        model.Axes.Add(shares);
        var curve = new StairStepSeries { Color = SvgColours.Series, StrokeThickness = 2, VerticalStrokeThickness = 2 };
        curve.Points.Add(new(0, 0));
        curve.Points.AddRange(times.Select((time, index) => new DataPoint(time.TotalMilliseconds, 100.0 * (index + 1) / times.Length)));
        curve.Points.Add(new(end, 100));
        model.Series.Add(curve);
        foreach (var budget in budgets.Where(budget => budget.Limit.TotalMilliseconds < end)) model.Annotations.Add(Limit(budget));
        return SvgChart.Write(model, $"Share of starts done over time; the slowest took {Figures.Milliseconds(times[^1])}");
    }

    /// <summary>Median and p95 of runs after one another.</summary>
    public static XElement History(ImmutableArray<(DateTimeOffset Finished, TimeSpan Median, TimeSpan P95)> runs)
    {
        var model = Model();
        var dates = Axis(AxisPosition.Bottom, null, runs.Length - 0.5, step: Math.Max(1, Math.Ceiling((runs.Length - 1) / 4.0)));
        dates.Minimum = -0.5;
        dates.LabelFormatter = index => index >= 0 && index < runs.Length && double.IsInteger(index)
            ? runs[(int)index].Finished.UtcDateTime.ToString("MM-dd", CultureInfo.InvariantCulture) : "";
        model.Axes.Add(dates);
        model.Axes.Add(Axis(AxisPosition.Left, null, runs.Max(run => run.P95).TotalMilliseconds * 1.15));
        model.Series.Add(Line(SvgColours.Second, runs.Select(run => run.P95)));
        model.Series.Add(Line(SvgColours.Series, runs.Select(run => run.Median)));
        return SvgChart.Write(model, $"Median and p95 of {runs.Length} runs; the last median is {Figures.Milliseconds(runs[^1].Median)}");
    }

    private static PlotModel Model() => new()
    {
        TextColor = SvgColours.Ink,
        PlotAreaBorderColor = SvgColours.Ink,
        PlotAreaBorderThickness = new(0, 0, 0, 1),
        DefaultFontSize = 11,
        Padding = new(14, 8, 12, 6),
        Culture = CultureInfo.InvariantCulture,
    };

    private static LinearAxis Axis(AxisPosition position, string? unit, double most, double step = double.NaN) => new()
    {
        Position = position,
        Unit = unit,
        TitleFormatString = "{1}",
        Minimum = 0,
        Maximum = most,
        MajorStep = step,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = SvgColours.Grid,
        TickStyle = TickStyle.None,
        StringFormat = "#,0",
        IntervalLength = 70,
    };

    private static LineAnnotation Limit(Budget budget) => new()
    {
        Type = LineAnnotationType.Vertical,
        X = budget.Limit.TotalMilliseconds,
        Color = SvgColours.Limit,
        TextColor = SvgColours.Limit,
        LineStyle = LineStyle.Dash,
        StrokeThickness = 1.5,
        Text = budget.Percentile == 100 ? "slowest" : $"p{budget.Percentile}",
        TextLinePosition = 0.05,
        TextHorizontalAlignment = HorizontalAlignment.Left,
    };

    private static LineSeries Line(OxyColor colour, IEnumerable<TimeSpan> times)
    {
        var line = new LineSeries { Color = colour, StrokeThickness = 2, MarkerType = MarkerType.Circle, MarkerSize = 3, MarkerFill = colour };
        line.Points.AddRange(times.Select((time, index) => new DataPoint(index, time.TotalMilliseconds)));
        return line;
    }
}
