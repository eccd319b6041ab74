namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>Every finding.</summary>
internal static class AppendixSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<FamilySummary> families)
    {
        html.Line($"<section aria-labelledby=\"appendix\">");
        html.Line($"<h2 id=\"appendix\">Every finding</h2>");
        foreach (FamilySummary family in families)
        {
            html.Line($"<h3>{family.Family.Name}</h3>");
            UseTable.Write(html, $"{family.Family.Name}: {Quantity.Of(family.Counts.Total, "finding")}", family.Uses);
        }

        html.Line($"</section>");
    }
}
