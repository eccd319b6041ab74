using QuantumAttributes.Analyzers;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>A table of findings.</summary>
internal static class UseTable
{
    public static void Write(HtmlWriter html, string caption, IEnumerable<CryptographyUse> uses)
    {
        HtmlTable.Open(html, caption, "Place and member", "Level", "Rule", "Algorithm", "Message");
        foreach (CryptographyUse use in uses)
        {
            html.Line($"<tr class=\"finding\"><th scope=\"row\" class=\"code\">{EncodedText.OfCode(Place.Of(use.Finding))}");
            html.Line($"<span class=\"member\">{EncodedText.OfCode(use.Member)}</span></th>");
            html.Line($"<td><span class=\"chip {ClassOf(use.State)}\">{NameOf(use.State)}</span></td>");
            html.Line($"<td><a href=\"{RuleHelp.LinkOf(use.Finding.Rule)}\">{use.Finding.Rule}</a></td>");
            html.Line($"<td class=\"name\">{use.Algorithm}</td><td class=\"text\">{use.Finding.Message}</td></tr>");
        }

        HtmlTable.Close(html);
    }

    private static string ClassOf(FindingState state) => state == FindingState.Suppressed ? "quiet" : NameOf(state);

    private static string NameOf(FindingState state) => state.ToString().ToLowerInvariant();
}
