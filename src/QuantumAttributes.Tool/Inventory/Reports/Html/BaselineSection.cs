using QuantumAttributes.Tool.Inventory.Baselines;

namespace QuantumAttributes.Tool.Inventory.Reports.Html;

/// <summary>What has changed since an earlier run.</summary>
internal static class BaselineSection
{
    public static void Write(HtmlWriter html, BaselineComparison baseline)
    {
        html.Line($"<section aria-labelledby=\"changes\">");
        html.Line($"<h2 id=\"changes\">Since the baseline</h2>");
        html.Line($"<p>{Quantity.Of(baseline.New.Count, "new finding")}, {baseline.Gone} gone.</p>");
        if (baseline.New.Count > 0)
            UseTable.Write(html, "New findings", baseline.New);
        html.Line($"</section>");
    }
}
