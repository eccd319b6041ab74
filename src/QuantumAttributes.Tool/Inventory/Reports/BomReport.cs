using QuantumAttributes.Inventory.Bom;

namespace QuantumAttributes.Tool.Inventory.Reports;

/// <summary>The inventory as a bill of materials.</summary>
internal static class BomReport
{
    public static string Write(CryptographyInventory inventory, CycloneDxVersion version)
    {
        string[] targets =
            [.. inventory.Projects.SelectMany(static project => project.Build.Logs).Select(static log => log.Target).Distinct()];
        BomSubject subject = new()
        {
            Name = inventory.Name,
            IsApplication = true,
            TargetFramework = targets is [{ Length: > 0 } one] ? one : null,
            SwitchedOff = [.. inventory.Projects.SelectMany(static project => project.SwitchedOff).Distinct().Order(StringComparer.Ordinal)],
            ToolName = "quantum",
            ToolVersion = ToolVersion.Text,
        };
        return CycloneDx.Write(subject, [.. inventory.Uses.Select(static use => use.Finding)], version);
    }
}
