namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>The algorithms: how strong they are, and what becomes of them.</summary>
internal static class AlgorithmSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<AlgorithmSummary> algorithms)
    {
        html.Line($"<section aria-labelledby=\"algorithms\">");
        html.Line($"<h2 id=\"algorithms\">Algorithms</h2>");
        HtmlTable.Open(html, "Algorithms by use", "Algorithm", "Without quantum computers", "With them", "#To act on", "#In all", "#Disallowed after");
        foreach (AlgorithmSummary algorithm in algorithms)
        {
            string strength = algorithm.Strength is { } bits ? $"{bits} bits" : "not known";
            html.Line($"<tr><th scope=\"row\">{algorithm.Name}</th><td>{strength}</td><td>{algorithm.Status}</td>");
            html.Line($"<td class=\"count\">{algorithm.Counts.Open}</td><td class=\"count\">{algorithm.Counts.Total}</td>");
            html.Line($"<td class=\"count\">{algorithm.Deadline?.DisallowedText ?? "–"}</td></tr>");
        }

        HtmlTable.Close(html);
        html.Line($"</section>");
    }
}
