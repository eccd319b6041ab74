using System.Globalization;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>The algorithms: how strong they are, and what becomes of them.</summary>
internal static class AlgorithmSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<AlgorithmSummary> algorithms)
    {
        html.Line($"<section aria-labelledby=\"algorithms\">");
        html.Line($"<h2 id=\"algorithms\">Algorithms</h2>");
        HtmlTable.Open(
            html, "Algorithms by use", "Algorithm", "Strength", "Quantum computers", "#To act on", "#In all", "#Act by", "#Disallowed after");
        foreach (AlgorithmSummary algorithm in algorithms)
        {
            html.Line($"<tr><th scope=\"row\">{algorithm.Name}</th><td>{StrengthOf(algorithm)}</td><td>{algorithm.Status}</td>");
            html.Line($"<td class=\"count\">{algorithm.Counts.Open}</td><td class=\"count\">{algorithm.Counts.Total}</td>");
            html.Line($"<td class=\"count\">{algorithm.Deadline?.ActByText ?? "–"}</td>");
            html.Line($"<td class=\"count\">{algorithm.Deadline?.DisallowedText ?? "–"}</td></tr>");
        }

        HtmlTable.Close(html);
        html.Line($"</section>");
    }

    private static string StrengthOf(AlgorithmSummary algorithm) => algorithm switch
    {
        { Strength: { } bits } => string.Create(CultureInfo.InvariantCulture, $"{bits} bits"),
        { Category: { } category } => string.Create(CultureInfo.InvariantCulture, $"NIST category {category}"),
        _ => "–",
    };
}
