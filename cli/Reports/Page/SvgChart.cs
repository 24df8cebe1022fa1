using System.Xml.Linq;
using OxyPlot;

namespace Stratus.Cli.Reports.Page;

/// <summary>The colours of plots. They only stand for names: the style sheet says what each looks like, in light and in dark.</summary>
internal static class SvgColours
{
    /// <summary>For text and axes.</summary>
    public static readonly OxyColor Ink = OxyColor.FromRgb(1, 0, 0);

    /// <summary>For lines behind the plot.</summary>
    public static readonly OxyColor Grid = OxyColor.FromRgb(2, 0, 0);

    /// <summary>For what is shown.</summary>
    public static readonly OxyColor Series = OxyColor.FromRgb(3, 0, 0);

    /// <summary>For what is shown beside it.</summary>
    public static readonly OxyColor Second = OxyColor.FromRgb(4, 0, 0);

    /// <summary>For limits.</summary>
    public static readonly OxyColor Limit = OxyColor.FromRgb(5, 0, 0);

    private static readonly Dictionary<string, string> Names = new()
    {
        ["rgb(1,0,0)"] = "ink",
        ["rgb(2,0,0)"] = "grid",
        ["rgb(3,0,0)"] = "series",
        ["rgb(4,0,0)"] = "second",
        ["rgb(5,0,0)"] = "limit",
    };

    /// <summary>The name that a colour stands for.</summary>
    public static string Name(string colour) => Names.GetValueOrDefault(colour, "ink");
}

/// <summary>
/// A plot as an SVG element of the page: as wide as its place, without fonts, sizes and styles of its own, for the page's policy takes no
/// style but its sheet's.
/// </summary>
internal static class SvgChart
{
    private const int Width = 360;
    private const int Height = 210;

    /// <summary>The plot.</summary>
    /// <param name="model">The plot; its colours are of <see cref="SvgColours"/>.</param>
    /// <param name="label">What it shows, for who cannot see it.</param>
    public static XElement Write(PlotModel model, string label)
    {
        var exporter = new SvgExporter { Width = Width, Height = Height, IsDocument = false };
        var drawn = XElement.Parse(exporter.ExportToString(model));
        return new("svg", new XAttribute("viewBox", $"0 0 {Width} {Height}"), new XAttribute("role", "img"), new XAttribute("aria-label", XmlText.Line(label)),
            drawn.Elements().Where(element => element.Name.LocalName != "defs").Select(Clean));
    }

    private static XElement Clean(XElement element)
    {
        var style = ((string?)element.Attribute("style") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(rule => rule.Split(':', 2)).Select(rule => (Name: rule[0].Trim(), Value: rule[1].Trim()));
        var attributes = element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)
            .Select(attribute => (Name: attribute.Name.LocalName, attribute.Value)).Where(attribute => !IsDropped(attribute.Name)).Concat(style).ToArray();
        var classes = attributes.Where(IsColour).Select(attribute => $"{attribute.Name[0]}-{SvgColours.Name(attribute.Value)}").ToArray();
        return new(element.Name.LocalName,
            classes.Length == 0 ? null : new XAttribute("class", string.Join(' ', classes)),
            attributes.Where(attribute => !IsColour(attribute)).Select(attribute => new XAttribute(attribute.Name, attribute.Value)),
            element.Nodes().Select(node => node is XElement child ? Clean(child) : node));
    }

    private static bool IsColour((string Name, string Value) attribute) => attribute.Name is "fill" or "stroke" && attribute.Value != "none";

    // Identifiers would be there once for each plot of the page.
    private static bool IsDropped(string name) => name is "style" or "font-family" or "font-weight" or "clip-path";
}
