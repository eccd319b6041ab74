using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>The whole in one sentence and a few numbers.</summary>
internal static class HeadlineSection
{
    public static void Write(HtmlWriter html, CryptographyInventory inventory)
    {
        CryptographyUse[] open = [.. inventory.Uses.Where(static use => use.IsOpen)];
        int harvest = open.Count(static use => use.Urgency == Urgency.HarvestNow);
        int safe = inventory.Uses.Count(static use => use.Threat == Threat.None || use.State == FindingState.Hybrid);
        int unexplained = inventory.Uses.Count(static use => use.State == FindingState.Suppressed && use.Finding.Justification is null);
        Deadline? first = open.Select(static use => use.Deadline).OfType<Deadline>().Min();
        html.Line($"<section aria-labelledby=\"summary\">");
        html.Line($"<h2 id=\"summary\">In short</h2>");
        html.Line($"<p class=\"lead\">{Lead(open, harvest)}</p>");
        html.Line($"<dl class=\"cards\">");
        Card(html, "open", "to act on", $"{open.Length}", Loudness(inventory.Counts));
        Card(html, "harvest", "recorded today", $"{harvest}", "and read when the computer exists");
        Card(html, "act-by", "first deadline", first?.ActByText ?? "none", first is null ? "nothing is open" : "of what is to be acted on");
        Card(html, "safe", "safe already", $"{safe}", "post-quantum or hybrid");
        string reasons = inventory.Counts.Suppressed == 0 ? "nothing" : unexplained == 0 ? "each with a reason" : $"{unexplained} without a reason";
        Card(html, "suppressed", "suppressed", $"{inventory.Counts.Suppressed}", reasons);
        html.Line($"</dl>");
        html.Line($"</section>");
    }

    private static string Loudness(FindingCounts counts) => $"{Quantity.Of(counts.Errors, "error")}, {Quantity.Of(counts.Warnings, "warning")}";

    private static string Lead(CryptographyUse[] open, int harvest)
    {
        if (open.Length == 0)
            return "Nothing was found that has to be acted on.";
        int files = open.Select(static use => use.Finding.File).Distinct().Count();
        string lead = $"{Quantity.Of(open.Length, "place")} in {Quantity.Of(files, "file")} "
            + $"{(open.Length == 1 ? "uses" : "use")} cryptography that does not outlast quantum computers.";
        return harvest == 0
            ? lead
            : $"{lead} {(harvest == open.Length ? "All" : $"{harvest}")} of them {(harvest == 1 ? "protects" : "protect")} data that can be recorded "
                + "today and read then: these come first.";
    }

    private static void Card(HtmlWriter html, string id, string name, string number, string detail)
    {
        html.Line($"<div class=\"card\" id=\"number-{id}\">");
        html.Line($"<dt>{name}</dt>");
        html.Line($"<dd><span class=\"number\">{number}</span> <span class=\"detail\">{detail}</span></dd>");
        html.Line($"</div>");
    }
}
