using System.Xml.Linq;

namespace Stratus.Cli.Reports.Page;

/// <summary>Elements of a page. What is text is text: nothing that a report holds can become an element or an attribute.</summary>
internal static class Html
{
    /// <summary>An element with a class; content that is a string is untrusted text.</summary>
    public static XElement Of(string name, string? @class, params IEnumerable<object?> content) => new(name,
        string.IsNullOrEmpty(@class) ? null : new XAttribute("class", @class),
        content.Select(part => part is string text ? XmlText.Line(text) : part),
        // An element without content would be written <td />, which HTML reads as a start without an end.
        name is "meta" or "br" ? null : "");

    /// <summary>A badge with an outcome.</summary>
    public static XElement Badge(Core.Proof.Outcome outcome) => Of("span", $"badge {ReportWords.Of(outcome)}", ReportWords.Of(outcome));

    /// <summary>A table inside a box that scrolls where it is too wide.</summary>
    public static XElement Table(string @class, IEnumerable<string> heads, IEnumerable<XElement> rows) => Of("div", "scroll",
        Of("table", @class, Of("thead", null, Of("tr", null, heads.Select(head => Of("th", null, head)))), Of("tbody", null, rows)));

    /// <summary>A row of cells.</summary>
    public static XElement Row(params IEnumerable<object?> cells) =>
        Of("tr", null, cells.Select(cell => cell is XElement { Name.LocalName: "td" or "th" } ? cell : Of("td", null, cell)));

    /// <summary>A list of terms and what they are.</summary>
    public static XElement Terms(params IEnumerable<(string Term, object? Text)> terms) =>
        Of("dl", null, terms.SelectMany(term => new[] { Of("dt", null, term.Term), Of("dd", null, term.Text) }));
}
