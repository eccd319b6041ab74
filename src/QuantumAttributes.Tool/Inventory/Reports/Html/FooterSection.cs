namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>Where the years come from, and what wrote the report.</summary>
internal static class FooterSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<string> profiles)
    {
        html.Line($"<footer>");
        html.Line($"<p>Years: NIST IR 8547 (initial public draft, 2024) deprecates classical public-key algorithms of 112 bits after 2030");
        html.Line($"and disallows all of them after 2035; NIST SP 800-131A disallows what is weaker already.");
        if (profiles.Contains("cnsa2"))
        {
            html.Line($"CNSA 2.0 allows nothing else than its own algorithms in web services and clouds from 2033 on, and for signing software and");
            html.Line($"firmware from 2030 on.");
        }

        html.Line($"An earlier year comes from how long data has to stay secret.</p>");
        html.Line($"<p>What is not in the source code, such as keys of certificates and settings of operating systems, is not in this report.</p>");
        html.Line($"<p>Written by quantum {ToolVersion.Text}.</p>");
        html.Line($"</footer>");
    }
}
