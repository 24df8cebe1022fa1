using System.Xml.Linq;
using Stratus.Core.Proof;

namespace Stratus.Cli.Reports.Page;

/// <summary>What ran where: the run, its nodes, its RuntimeClasses and targets.</summary>
internal static class RunSection
{
    /// <summary>The section.</summary>
    public static XElement Write(VerifiedReport report) => Html.Of("section", null,
        Html.Of("h2", null, "The run"),
        Html.Terms(
        [
            ("run", report.Run.Id),
            ("from, to", $"{ReportWords.Of(report.Run.Started)} – {ReportWords.Of(report.Run.Finished)}"),
            ("stratus", report.Run.Tool),
            ("lock", Html.Of("code", null, report.Run.LockDigest)),
            .. report.Run.Versions.Select(version => (version.Key, (object?)version.Value)),
        ]),
        Html.Of("h3", null, "Nodes"),
        Html.Table("stack", ["node", "kernel", "architecture", "boot id", "clock off by"], report.Run.Nodes.Select(Node)),
        Html.Of("h3", null, "RuntimeClasses"),
        Html.Table("stack", ["name", "handler", "has to be"], report.Run.Scope.RuntimeClasses.Select(runtime =>
            Html.Row(runtime.Name, runtime.Handler, ReportWords.Of(runtime.Kind)))),
        Html.Of("h3", null, "Targets"),
        Html.Table("stack", ["target", "address", "must be"], report.Run.Scope.Targets.Select(target =>
            Html.Row(target.Name, Html.Of("td", null, Html.Of("code", null, target.Address)), target.Allowed ? "reached" : "denied"))));

    private static XElement Node(NodeFacts node) => Html.Row(node.Name, node.Kernel, node.Architecture, Html.Of("td", null, Html.Of("code", null, node.BootId)),
        node is { ClockOffset: { } offset, ClockUncertainty: { } uncertainty }
            ? $"{Figures.Milliseconds(offset)} ± {Figures.Milliseconds(uncertainty)}" : "not measured");
}
