using QuantumAttributes.Analyzers;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>A table of findings.</summary>
internal static class UseTable
{
    public static void Write(HtmlWriter html, string caption, IEnumerable<CryptographyUse> uses)
    {
        HtmlTable.Open(html, caption, "Place", "Level", "Rule", "Algorithm", "Member", "Message");
        foreach (CryptographyUse use in uses)
        {
            html.Line($"<tr class=\"finding\"><th scope=\"row\" class=\"code\">{Place.Of(use.Finding)}</th>");
            html.Line($"<td><span class=\"chip {ClassOf(use.State)}\">{NameOf(use.State)}</span></td>");
            html.Line($"<td><a href=\"{RuleHelp.LinkOf(use.Finding.Rule)}\">{use.Finding.Rule}</a></td>");
            html.Line($"<td>{use.Algorithm}</td><td class=\"code\">{use.Member}</td><td>{use.Finding.Message}</td></tr>");
        }

        HtmlTable.Close(html);
    }

    private static string ClassOf(FindingState state) => state == FindingState.Suppressed ? "quiet" : NameOf(state);

    private static string NameOf(FindingState state) => state.ToString().ToLowerInvariant();
}
