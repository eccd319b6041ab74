using System.Globalization;
using System.Text.Json;
using QuantumAttributes.Tool.Inventory;
using QuantumAttributes.Tool.Inventory.Baselines;
using QuantumAttributes.Tool.Inventory.Reports;
using Spectre.Console;

namespace QuantumAttributes.Tool.Results;

/// <summary>Which cryptography is used, what to do first, and what is new.</summary>
/// <param name="inventory">What was found.</param>
/// <param name="baseline">What has changed since an earlier run; null where none was named.</param>
/// <param name="written">The files that were written.</param>
/// <param name="hasDetails">Whether each finding is listed.</param>
/// <param name="fails">Whether something is there that must not be.</param>
internal sealed class InventoryResult(
    CryptographyInventory inventory, BaselineComparison? baseline, IReadOnlyList<string> written, bool hasDetails, bool fails) : ToolResult
{
    public override int ExitCode => fails ? Tool.ExitCode.Findings : Tool.ExitCode.Done;

    public override void WriteJson(Utf8JsonWriter json) => InventoryJson.WriteMembers(json, inventory, baseline, written);

    public override void WriteText(ToolTerminal terminal)
    {
        if (inventory.Uses.Count > 0)
        {
            terminal.Console.Write(FamilyTable());
            terminal.Console.Write(AlgorithmTable());
            if (hasDetails)
                terminal.Console.Write(UseTable(inventory.Uses));
        }

        if (baseline is { New.Count: > 0 })
        {
            terminal.Out.WriteLine($"New since {baseline.File}:");
            terminal.Console.Write(UseTable(baseline.New));
        }

        foreach (string file in written)
            terminal.Out.WriteLine($"Written: {file}");
        if (baseline is not null)
            terminal.Out.WriteLine($"Since {baseline.File}: {baseline.New.Count} new, {baseline.Gone} gone.");
        FindingCounts counts = inventory.Counts;
        terminal.Out.WriteLine(
            $"{Quantity.Of(counts.Open, "finding")} to act on ({Quantity.Of(counts.Errors, "error")}, {Quantity.Of(counts.Warnings, "warning")}); "
            + $"{counts.Hybrid} hybrid, {counts.Lower} lower, {counts.Suppressed} suppressed; in {ProjectCount.Of(inventory.Projects)}.");
    }

    private Table FamilyTable()
    {
        Table table = Numbers(
            new Table().Border(TableBorder.Simple)
                .AddColumns("Family", "Errors", "Warnings", "Hybrid", "Lower", "Suppressed", "Files", "Act by", "Disallowed after"));
        foreach (FamilySummary family in inventory.Families)
        {
            FindingCounts counts = family.Counts;
            Style style = counts.Open == 0 ? new Style(Color.Grey) : family.Urgency == Urgency.HarvestNow ? new Style(Color.Red) : Style.Plain;
            Add(
                table, style, family.Family.Name, Text(counts.Errors), Text(counts.Warnings), Text(counts.Hybrid), Text(counts.Lower),
                Text(counts.Suppressed), Text(family.Files), family.Deadline?.ActByText ?? "", family.Deadline?.DisallowedText ?? "");
        }

        return table;
    }

    private Table AlgorithmTable()
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Algorithm", "To act on", "In all", "Bits", "Quantum computers");
        for (int column = 1; column <= 3; column++)
            table.Columns[column].RightAligned();
        foreach (AlgorithmSummary algorithm in inventory.Algorithms)
        {
            Add(
                table, Style.Plain, algorithm.Name, Text(algorithm.Counts.Open), Text(algorithm.Counts.Total),
                algorithm.Strength is { } bits ? Text(bits) : "", algorithm.Status);
        }

        return table;
    }

    private static Table UseTable(IEnumerable<CryptographyUse> uses)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Place", "Level", "Rule", "Algorithm", "Member");
        foreach (CryptographyUse use in uses)
        {
            Style style = use.State switch
            {
                FindingState.Error => new Style(Color.Red),
                FindingState.Warning => Style.Plain,
                _ => new Style(Color.Grey),
            };
            Add(table, style, Place.Of(use.Finding), use.State.ToString().ToLowerInvariant(), use.Finding.Rule, use.Algorithm, use.Member ?? "");
        }

        return table;
    }

    private static Table Numbers(Table table)
    {
        foreach (TableColumn column in table.Columns.Skip(1))
            column.RightAligned();
        return table;
    }

    private static void Add(Table table, Style style, params IEnumerable<string> cells) =>
        table.AddRow(cells.Select(cell => new Text(VisibleText.Of(cell), style)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
