using System.Text.Json;
using QuantumAttributes.Inventory.Bom;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Tests.Bom;

/// <summary>Findings and what is written of them.</summary>
internal static class Found
{
    public static BomSubject Shop { get; } = new()
    {
        Name = "Shop",
        Version = "1.2.0",
        IsApplication = true,
        TargetFramework = "net10.0",
        ToolName = "QuantumAttributes.Inventory",
        ToolVersion = "0.1.0",
    };

    /// <summary>A finding with properties, <c>"algorithm=RSA parameters=2048"</c>.</summary>
    public static Finding At(string file, int line, string properties, string? suppressedBecause = null) => new()
    {
        Rule = "QA1001",
        Level = "warning",
        Message = "It is there.",
        File = file,
        Line = line,
        Column = 5,
        IsSuppressed = suppressedBecause is not null,
        Justification = suppressedBecause,
        Properties = properties.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static property => property.Split('='))
            .ToDictionary(static pair => pair[0], static pair => pair[1].Replace('+', ' ')),
    };

    public static string Write(CycloneDxVersion version, params IReadOnlyList<Finding> findings) => CycloneDx.Write(Shop, findings, version);

    /// <summary>The one component that is written of one finding.</summary>
    public static JsonElement Component(CycloneDxVersion version, string properties) =>
        JsonDocument.Parse(Write(version, At("A.cs", 1, properties))).RootElement.GetProperty("components").EnumerateArray().Single();

    /// <summary>What it says of its algorithm.</summary>
    public static JsonElement Algorithm(CycloneDxVersion version, string properties) =>
        Component(version, properties).GetProperty("cryptoProperties").GetProperty("algorithmProperties");
}
