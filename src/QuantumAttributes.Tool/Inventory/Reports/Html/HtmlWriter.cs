using System.Globalization;
using System.Text;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>Writes HTML: what stands in a line is written as it is, and what is put into it is encoded, whatever it is.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes a line.</summary>
    public void Line(FormattableString line) =>
        _text.AppendFormat(CultureInfo.InvariantCulture, line.Format, [.. line.GetArguments().Select(Encode)]).Append('\n');

    /// <summary>Writes the style sheet, which is nobody's but this tool's.</summary>
    public void Style(string css) => _text.Append("<style>").Append(css).Append("</style>\n");

    public override string ToString() => _text.ToString();

    private static string Encode(object? value) =>
        (value is EncodedText encoded ? encoded : EncodedText.Of(Convert.ToString(value, CultureInfo.InvariantCulture))).Html;
}
