namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>The frame of a table: it is scrolled by itself where the page is narrow, by the keyboard too.</summary>
internal static class HtmlTable
{
    /// <summary>Opens it.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">The columns' names; those of numbers begin with a number sign.</param>
    public static void Open(HtmlWriter html, string caption, params IReadOnlyList<string> columns)
    {
        html.Line($"<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">");
        html.Line($"<table>");
        html.Line($"<caption>{caption}</caption>");
        html.Line($"<thead><tr>");
        foreach (string column in columns)
        {
            if (column[0] == '#')
                html.Line($"<th scope=\"col\" class=\"count\">{column[1..]}</th>");
            else
                html.Line($"<th scope=\"col\">{column}</th>");
        }

        html.Line($"</tr></thead>");
        html.Line($"<tbody>");
    }

    public static void Close(HtmlWriter html)
    {
        html.Line($"</tbody>");
        html.Line($"</table>");
        html.Line($"</div>");
    }
}
