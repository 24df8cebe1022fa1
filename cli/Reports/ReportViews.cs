using System.Text;

namespace Stratus.Cli.Reports;

/// <summary>The views of a verified report that are files. Of any other report there is none: a view would outlive the warning.</summary>
internal static class ReportViews
{
    /// <summary>One page of HTML.</summary>
    public static void Html(VerifiedReport report, Stream stream)
    {
        stream.Write("<!DOCTYPE html>\n"u8);
        stream.Write(XmlText.Bytes(Page.ReportPage.Write(report), declared: false));
    }

    /// <summary>Markdown.</summary>
    public static void Markdown(VerifiedReport report, Stream stream) => stream.Write(Encoding.UTF8.GetBytes(ReportMarkdown.Write(report)));

    /// <summary>JUnit's XML.</summary>
    public static void Junit(VerifiedReport report, Stream stream) => stream.Write(XmlText.Bytes(ReportJunit.Write(report), declared: true));
}
