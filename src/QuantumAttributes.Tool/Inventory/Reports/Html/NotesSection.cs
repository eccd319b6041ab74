namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>What the report does not know.</summary>
internal static class NotesSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<string> notes)
    {
        if (notes.Count == 0)
            return;
        html.Line($"<section class=\"notice\" aria-labelledby=\"notes\">");
        html.Line($"<h2 id=\"notes\">What is missing here</h2>");
        html.Line($"<ul>");
        foreach (string note in notes)
            html.Line($"<li>{note}</li>");
        html.Line($"</ul>");
        html.Line($"</section>");
    }
}
