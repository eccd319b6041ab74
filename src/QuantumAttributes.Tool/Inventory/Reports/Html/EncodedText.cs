using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>Text that is encoded for HTML already.</summary>
/// <param name="Html">The text, in which nothing is markup but what this type puts there.</param>
internal readonly partial record struct EncodedText(string Html)
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static EncodedText Of(string? text) => new(_encoder.Encode(VisibleText.Of(text)));

    /// <summary>A path or a name with dots: where it is too long, its line ends behind a slash or before a name.</summary>
    public static EncodedText OfCode(string? text) => new(string.Join("<wbr>", Parts().Split(text ?? "").Select(static part => Of(part).Html)));

    [GeneratedRegex(@"(?<=/)|(?=\.[A-Z])")]
    private static partial Regex Parts();
}
