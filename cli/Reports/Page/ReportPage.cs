using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Stratus.Cli.Reports.Page;

/// <summary>
/// A verified report as one page: the verdict, what does not hold, what is proven and by which control, what is not proven, evidence.
/// It loads nothing, runs nothing, and its policy lets the browser take its own style sheet and nothing else.
/// </summary>
internal static class ReportPage
{
    private static readonly Lazy<string> Style = new(ReadStyle);

    /// <summary>The page's root element.</summary>
    public static XElement Write(VerifiedReport report) => new("html", new XAttribute("lang", "en"), Head(report),
        Html.Of("body", null,
            Html.Of("header", null, VerdictSection.Write(report)),
            Html.Of("main", null,
                VerdictSection.Findings(report.Verdict),
                ProvenSection.Write(report.Verdict),
                EgressSection.Write(report),
                ColdStartSection.Write(report),
                HistorySection.Write(report),
                ProvenSection.Unproven(report),
                RunSection.Write(report),
                EvidenceSection.Write(report.Run))));

    private static XElement Head(VerifiedReport report) => new("head",
        new XElement("meta", new XAttribute("charset", "utf-8")),
        new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy(Style.Value))),
        Meta("viewport", "width=device-width, initial-scale=1"),
        Meta("robots", "noindex"),
        Meta("referrer", "no-referrer"),
        Html.Of("title", null, $"Isolation of stack {report.Run.Stack}: {ReportWords.Of(report.Verdict.Outcome)}"),
        new XElement("style", Style.Value));

    private static XElement Meta(string name, string content) => new("meta", new XAttribute("name", name), new XAttribute("content", content));

    private static string Policy(string style) =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'";

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("cli/report.css")
            ?? throw new InvalidOperationException("cli/report.css is not in this assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
