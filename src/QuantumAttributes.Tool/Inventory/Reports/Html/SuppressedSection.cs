namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>What somebody decided to leave as it is, and why.</summary>
internal static class SuppressedSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<CryptographyUse> uses)
    {
        CryptographyUse[] suppressed = [.. uses.Where(static use => use.State == FindingState.Suppressed)];
        html.Line($"<section aria-labelledby=\"suppressed\">");
        html.Line($"<h2 id=\"suppressed\">Suppressed</h2>");
        if (suppressed.Length == 0)
        {
            html.Line($"<p>Nothing is suppressed.</p>");
        }
        else
        {
            HtmlTable.Open(html, "Suppressed findings", "Place", "Rule", "Algorithm", "Reason");
            foreach (CryptographyUse use in suppressed)
            {
                html.Line($"<tr><th scope=\"row\" class=\"code\">{EncodedText.OfCode(Place.Of(use.Finding))}</th>");
                html.Line($"<td>{use.Finding.Rule}</td><td class=\"name\">{use.Algorithm}</td>");
                if (use.Finding.Justification is { } reason)
                    html.Line($"<td class=\"text\">{reason}</td></tr>");
                else
                    html.Line($"<td class=\"text missing\">none is given</td></tr>");
            }

            HtmlTable.Close(html);
        }

        html.Line($"</section>");
    }
}
