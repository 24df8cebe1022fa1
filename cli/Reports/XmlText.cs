using System.Text;
using System.Xml;
using System.Xml.Linq;
using Stratus.Cli.Rendering;

namespace Stratus.Cli.Reports;

/// <summary>Untrusted text inside XML and HTML, and how such documents become bytes.</summary>
internal static class XmlText
{
    /// <summary>The text on one line, control and direction-changing characters as escapes, what XML cannot hold as U+FFFD.</summary>
    public static string Line(string text)
    {
        var line = VisibleText.Line(text);
        return line.All(IsXml) ? line : string.Concat(line.Select(character => IsXml(character) ? character : '\ufffd'));
    }

    /// <summary>A document or element as UTF-8, written as it stands: white space of an HTML page is part of what its policy hashes.</summary>
    public static byte[] Bytes(XNode node, bool declared)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = !declared,
            NewLineHandling = NewLineHandling.None,
            ConformanceLevel = ConformanceLevel.Auto,
            Indent = declared,
            NewLineChars = "\n",
        };
        using (var writer = XmlWriter.Create(stream, settings)) node.WriteTo(writer);
        stream.Write("\n"u8);
        return stream.ToArray();
    }

    // Pairs of surrogates are whole here: a report holds no half of one.
    private static bool IsXml(char character) => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character);
}
