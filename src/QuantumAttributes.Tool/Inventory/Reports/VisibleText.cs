using System.Globalization;
using System.Text;

namespace QuantumAttributes.Tool.Inventory.Reports;

/// <summary>Text of others as it is shown: what moves the cursor, or turns the direction of writing round, is seen and not done.</summary>
internal static class VisibleText
{
    public static string Of(string? text)
    {
        StringBuilder visible = new();
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            visible.Append(
                Rune.IsWhiteSpace(rune) ? new Rune(' ')
                : Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format ? Rune.ReplacementChar
                : rune);
        }

        return visible.ToString();
    }
}
