using System.CommandLine;
using QuantumAttributes.Inventory.Bom;
using QuantumAttributes.Tool.Files;
using QuantumAttributes.Tool.Inventory;
using QuantumAttributes.Tool.Inventory.Baselines;
using QuantumAttributes.Tool.Inventory.Reports;
using QuantumAttributes.Tool.Inventory.Reports.Html;

namespace QuantumAttributes.Tool.InventoryCommands;

/// <summary>The files that an inventory is written to.</summary>
internal sealed class InventoryOutputs
{
    private readonly Option<string?> _cbom = new("--cbom")
    {
        Description = "Writes a bill of materials of the cryptography (CBOM, CycloneDX) to FILE.",
        HelpName = "FILE",
    };

    private readonly Option<string> _cbomVersion = new("--cbom-version")
    {
        Description = "CycloneDX's version.",
        HelpName = "1.6|1.7",
        DefaultValueFactory = static _ => CycloneDxVersion.V16.Name(),
    };

    private readonly Option<string?> _sarif = new("--sarif")
    {
        Description = "Writes the findings as SARIF 2.1.0 to FILE: for code scanning, and as a baseline of later runs.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Writes a report for people, one page of HTML, to FILE.",
        HelpName = "FILE",
    };

    public InventoryOutputs() => _cbomVersion.AcceptOnlyFromAmong(CycloneDxVersion.V16.Name(), CycloneDxVersion.V17.Name());

    public void AddTo(Command command)
    {
        command.Options.Add(_cbom);
        command.Options.Add(_cbomVersion);
        command.Options.Add(_sarif);
        command.Options.Add(_html);
    }

    /// <summary>Writes the files that were named, once all of them can be.</summary>
    /// <returns>Their paths.</returns>
    /// <exception cref="IOException">One cannot be written.</exception>
    public IReadOnlyList<string> Write(ParseResult arguments, CryptographyInventory inventory, BaselineComparison? baseline)
    {
        List<(string Path, string Text)> files = [];
        if (arguments.GetValue(_cbom) is { } cbom)
            files.Add((cbom, BomReport.Write(inventory, CycloneDxVersions.Parse(arguments.GetValue(_cbomVersion)!)!.Value)));
        if (arguments.GetValue(_sarif) is { } sarif)
            files.Add((sarif, SarifReport.Write(inventory)));
        if (arguments.GetValue(_html) is { } html)
            files.Add((html, HtmlReport.Write(inventory, baseline)));
        foreach ((string path, string text) in files)
            WholeFile.Write(path, text);
        return [.. files.Select(static file => file.Path)];
    }
}
