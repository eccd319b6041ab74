using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Tool.Inventory.Baselines;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>
/// The inventory as a page for people. It is one file: no script, and nothing that it would load from elsewhere, which its own policy forbids too.
/// </summary>
internal static class HtmlReport
{
    public static string Write(CryptographyInventory inventory, BaselineComparison? baseline)
    {
        string css = ReadStyle();
        HtmlWriter html = new();
        html.Line($"<!DOCTYPE html>");
        html.Line($"<html lang=\"en\">");
        html.Line($"<head>");
        html.Line($"<meta charset=\"utf-8\">");
        html.Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"{PolicyOf(css)}\">");
        html.Line($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Line($"<meta name=\"referrer\" content=\"no-referrer\">");
        html.Line($"<meta name=\"color-scheme\" content=\"light dark\">");
        html.Line($"<title>Cryptography in {inventory.Name}</title>");
        html.Style(css);
        html.Line($"</head>");
        html.Line($"<body>");
        html.Line($"<a class=\"skip\" href=\"#content\">To the content</a>");
        HeaderSection.Write(html, inventory);
        html.Line($"<main id=\"content\">");
        HeadlineSection.Write(html, inventory);
        NotesSection.Write(html, inventory.Notes);
        if (baseline is not null)
            BaselineSection.Write(html, baseline);
        PlanSection.Write(html, inventory);
        FamilySection.Write(html, inventory.Families);
        AlgorithmSection.Write(html, inventory.Algorithms);
        FileSection.Write(html, inventory.Uses);
        SuppressedSection.Write(html, inventory.Uses);
        AppendixSection.Write(html, inventory.Families);
        html.Line($"</main>");
        FooterSection.Write(html, inventory.Profiles);
        html.Line($"</body>");
        html.Line($"</html>");
        return html.ToString();
    }

    // The one style sheet by its digest, and nothing else from anywhere.
    private static string PolicyOf(string css) =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'; "
        + "base-uri 'none'; form-action 'none'";

    private static string ReadStyle()
    {
        using StreamReader reader = new(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
