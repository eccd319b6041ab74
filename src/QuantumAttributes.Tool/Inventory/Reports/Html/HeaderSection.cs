namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>What the report is of, and the way to its parts.</summary>
internal static class HeaderSection
{
    public static void Write(HtmlWriter html, CryptographyInventory inventory)
    {
        string[] targets =
        [
            .. inventory.Projects.SelectMany(static project => project.Build.Logs).Select(static log => log.Target)
                .Where(static target => target.Length > 0).Distinct().Order(StringComparer.Ordinal),
        ];
        html.Line($"<header>");
        html.Line($"<p class=\"kicker\">Cryptography inventory</p>");
        html.Line($"<h1>{inventory.Name}</h1>");
        string compiledFor = targets.Length > 0 ? $" for {string.Join(", ", targets)}" : "";
        html.Line($"<p class=\"facts\">{ProjectCount.Of(inventory.Projects)}{compiledFor}, profile {Profiles(inventory)}</p>");
        html.Line($"<nav aria-label=\"Parts of the report\">");
        html.Line($"<a href=\"#plan\">What to do first</a> <a href=\"#families\">Families</a> <a href=\"#algorithms\">Algorithms</a>");
        html.Line($"<a href=\"#files\">Files</a> <a href=\"#suppressed\">Suppressed</a> <a href=\"#appendix\">Every finding</a>");
        html.Line($"</nav>");
        html.Line($"</header>");
    }

    private static string Profiles(CryptographyInventory inventory) =>
        inventory.Profiles.Count > 0 ? string.Join(", ", inventory.Profiles) : "general";
}
