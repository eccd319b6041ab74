namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>The files with the most to act on.</summary>
internal static class FileSection
{
    private const int Most = 10;

    public static void Write(HtmlWriter html, IReadOnlyList<CryptographyUse> uses)
    {
        IReadOnlyList<FileSummary> files = FileSummary.Of(uses);
        html.Line($"<section aria-labelledby=\"files\">");
        html.Line($"<h2 id=\"files\">Where to begin</h2>");
        if (files.Count == 0)
        {
            html.Line($"<p>No file has anything to act on.</p>");
        }
        else
        {
            string caption = files.Count > Most ? $"The {Most} files with the most to act on, of {files.Count}" : "Files with something to act on";
            HtmlTable.Open(html, caption, "File", "#To act on", "Algorithms");
            foreach (FileSummary file in files.Take(Most))
            {
                html.Line($"<tr><th scope=\"row\" class=\"code\">{EncodedText.OfCode(file.File)}</th><td class=\"count\">{file.Open}</td>");
                html.Line($"<td>{string.Join(", ", file.Algorithms)}</td></tr>");
            }

            HtmlTable.Close(html);
        }

        html.Line($"</section>");
    }
}
