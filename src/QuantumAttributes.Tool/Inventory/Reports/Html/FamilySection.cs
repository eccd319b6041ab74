using System.Globalization;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>The findings by family: as bars for the eye, and as a table with the numbers.</summary>
internal static class FamilySection
{
    // Of the picture, which is as wide as its place.
    private const int Width = 1000;

    private static readonly (string Class, string Name, Func<FindingCounts, int> Count)[] _states =
    [
        ("error", "errors", static counts => counts.Errors),
        ("warning", "warnings", static counts => counts.Warnings),
        ("hybrid", "hybrid", static counts => counts.Hybrid),
        ("lower", "lower", static counts => counts.Lower),
        ("quiet", "suppressed", static counts => counts.Suppressed),
    ];

    public static void Write(HtmlWriter html, IReadOnlyList<FamilySummary> families)
    {
        html.Line($"<section aria-labelledby=\"families\">");
        html.Line($"<h2 id=\"families\">Findings by family</h2>");
        if (families.Count == 0)
            html.Line($"<p>There are no findings.</p>");
        else
            WriteAll(html, families);
        html.Line($"</section>");
    }

    private static void WriteAll(HtmlWriter html, IReadOnlyList<FamilySummary> families)
    {
        html.Line($"<ul class=\"legend\" aria-label=\"Colours\">");
        foreach ((string name, string text, _) in _states)
            html.Line($"<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"{name}\" width=\"10\" height=\"10\"/></svg>{text}</li>");
        html.Line($"</ul>");
        html.Line($"<ul class=\"bars\">");
        int most = families.Max(static family => family.Counts.Total);
        foreach (FamilySummary family in families)
            WriteBar(html, family, most);
        html.Line($"</ul>");
        HtmlTable.Open(
            html, "Findings by family",
            "Family", "#Errors", "#Warnings", "#Hybrid", "#Lower", "#Suppressed", "#Files", "#Act by", "#Disallowed after");
        foreach (FamilySummary family in families)
        {
            html.Line($"<tr><th scope=\"row\">{family.Family.Name}</th>");
            foreach ((_, _, Func<FindingCounts, int> count) in _states)
                html.Line($"<td class=\"count\">{count(family.Counts)}</td>");
            html.Line($"<td class=\"count\">{family.Files}</td><td class=\"count\">{family.Deadline?.ActByText ?? "–"}</td>");
            html.Line($"<td class=\"count\">{family.Deadline?.DisallowedText ?? "–"}</td></tr>");
        }

        HtmlTable.Close(html);
    }

    private static void WriteBar(HtmlWriter html, FamilySummary family, int most)
    {
        FindingCounts counts = family.Counts;
        string text = string.Join(", ", _states.Where(state => state.Count(counts) > 0).Select(state => Text(state.Count(counts), state.Name)));
        html.Line($"<li><span class=\"name\">{family.Family.Name}</span>");
        html.Line($"<svg viewBox=\"0 0 {Width} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        int before = 0;
        foreach ((string name, _, Func<FindingCounts, int> count) in _states.Where(state => state.Count(counts) > 0))
        {
            int start = before * Width / most, end = (before += count(counts)) * Width / most;
            html.Line($"<rect class=\"{name}\" x=\"{start}\" width=\"{end - start}\" height=\"10\"/>");
        }

        html.Line($"</svg><span class=\"detail\">{text}</span></li>");
    }

    private static string Text(int number, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? name.TrimEnd('s') : name)}");
}
