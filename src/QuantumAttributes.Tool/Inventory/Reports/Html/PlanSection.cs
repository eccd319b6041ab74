namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>What to do, in the order in which to do it.</summary>
internal static class PlanSection
{
    public static void Write(HtmlWriter html, CryptographyInventory inventory)
    {
        html.Line($"<section aria-labelledby=\"plan\">");
        html.Line($"<h2 id=\"plan\">What to do first</h2>");
        FamilySummary[] open = [.. inventory.Families.Where(static family => family.Counts.Open > 0)];
        if (open.Length == 0)
        {
            html.Line($"<p>Nothing. Build with the analyzers, and let a baseline watch over it.</p>");
        }
        else
        {
            html.Line($"<ol class=\"plan\">");
            foreach (FamilySummary family in open)
                WriteStep(html, family);
            html.Line($"</ol>");
        }

        html.Line($"</section>");
    }

    private static void WriteStep(HtmlWriter html, FamilySummary family)
    {
        int files = family.Uses.Where(static use => use.IsOpen).Select(static use => use.Finding.File).Distinct().Count();
        html.Line($"<li>");
        html.Line($"<p class=\"step\"><strong>{family.Family.Name}</strong> <span class=\"by\">{By(family.Deadline)}</span></p>");
        html.Line($"<p>{Quantity.Of(family.Counts.Open, "place")} in {Quantity.Of(files, "file")}. {Reason(family.Urgency)}</p>");
        html.Line($"<p><span class=\"instead\">Instead:</span> {family.Family.Remedy}</p>");
        html.Line($"</li>");
    }

    private static string By(Deadline? deadline) => deadline switch
    {
        null => "",
        _ when deadline == Deadline.Passed => "now",
        _ when deadline.ActBy == deadline.Disallowed => $"by {deadline.ActByText}",
        _ => $"by {deadline.ActByText}, disallowed after {deadline.DisallowedText}",
    };

    private static string Reason(Urgency urgency) => urgency switch
    {
        Urgency.HarvestNow => "What is encrypted today can be recorded, and read when the computer exists.",
        Urgency.Forgery => "Signatures can be forged when the computer exists; what is signed for long is at risk first.",
        _ => "It is weak by itself, or will be.",
    };
}
