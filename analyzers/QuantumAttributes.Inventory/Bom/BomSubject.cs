namespace QuantumAttributes.Inventory.Bom;

/// <summary>What an inventory is of, and who makes it.</summary>
internal sealed record BomSubject
{
    /// <summary>The assembly, or what else the findings are of.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it is an application and no library.</summary>
    public required bool IsApplication { get; init; }

    /// <summary>What it is compiled for, <c>net10.0</c>.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>The profile that was chosen for the rules; what the findings name goes before it.</summary>
    public string? Profile { get; init; }

    /// <summary>The rules that options switch off: what they would find is missing.</summary>
    public IReadOnlyList<string> SwitchedOff { get; init; } = [];

    /// <summary>What writes the inventory.</summary>
    public required string ToolName { get; init; }

    /// <summary>Its version.</summary>
    public required string ToolVersion { get; init; }
}
