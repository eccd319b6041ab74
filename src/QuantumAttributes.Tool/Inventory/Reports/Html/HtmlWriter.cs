using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>Writes HTML: what stands in a line is written as it is, and what is put into it is encoded, whatever it is.</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Writes a line.</summary>
    public void Line(FormattableString line) =>
        _text.AppendFormat(CultureInfo.InvariantCulture, line.Format, [.. line.GetArguments().Select(Encode)]).Append('\n');

    /// <summary>Writes the style sheet, which is nobody's but this tool's.</summary>
    public void Style(string css) => _text.Append("<style>").Append(css).Append("</style>\n");

    public override string ToString() => _text.ToString();

    private static string Encode(object? value) => _encoder.Encode(VisibleText.Of(Convert.ToString(value, CultureInfo.InvariantCulture)));
}
