using System.Globalization;
using QuantumAttributes.Analyzers.Catalogue;
using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Inventory.Bom;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Tool.Inventory;

/// <summary>A place where cryptography is used: what the analyzers found, and what it means.</summary>
internal sealed class CryptographyUse
{
    private const string InventoryRule = "QA1100";

    public CryptographyUse(Finding finding)
    {
        Finding = finding;
        State = StateOf(finding);
        Threat = Enum.TryParse(Property(FindingProperties.Threat), out Threat threat) && Enum.IsDefined(threat)
            ? threat
            : IsOfInventory ? Threat.Inventory : Threat.Both;
        Family = Family.Of(Property(FindingProperties.Family));
        Profile = Property(FindingProperties.Profile) ?? "general";
        CryptographicAsset asset = CryptographicAsset.Of([finding])[0];
        Algorithm = asset.Kind == AssetKinds.Protocol ? asset.Name : asset.AlgorithmName;
        Strength = SecurityLevels.Classical(asset);
        Category = SecurityLevels.Quantum(asset) is > 0 and var category ? category : null;
        Deadline = Deadline.Of(Threat, Strength, Profile, Year(Property(FindingProperties.ActBy)));
    }

    public Finding Finding { get; }

    public FindingState State { get; }

    public Threat Threat { get; }

    public Family Family { get; }

    public string Profile { get; }

    /// <summary>Such as <c>RSA-2048</c>; <c>undetermined</c> where the code does not say it.</summary>
    public string Algorithm { get; }

    /// <summary>The algorithm's strength against classical computers, in bits; null where that is not known.</summary>
    public int? Strength { get; }

    /// <summary>NIST's category of strength against quantum computers, from 1 to 5; null for what has none.</summary>
    public int? Category { get; }

    /// <summary>By when it has to be gone; null where it may stay.</summary>
    public Deadline? Deadline { get; }

    /// <summary>Whether the rule is the one of what only belongs into the inventory.</summary>
    public bool IsOfInventory => Finding.Rule == InventoryRule;

    /// <summary>Whether somebody has to act on it.</summary>
    public bool IsOpen => State is FindingState.Error or FindingState.Warning;

    public Urgency Urgency => Threat switch
    {
        // What keeps hybrid key agreement out leaves everything to be recorded.
        Threat.HarvestNow or Threat.Both or Threat.Exclusion => Urgency.HarvestNow,
        Threat.Forgery => Urgency.Forgery,
        _ => Urgency.Other,
    };

    /// <summary>What is used, such as <c>System.Security.Cryptography.RSA.Create</c>.</summary>
    public string? Symbol => Property(FindingProperties.Symbol);

    /// <summary>Where it is used, such as <c>Shop.Orders.Seal</c>.</summary>
    public string? Member => Property(FindingProperties.Member);

    /// <summary>What is found there: the entry of the catalogue, or what is used.</summary>
    public string? Api => Property(FindingProperties.Api) ?? Symbol;

    private string? Property(string name) => Finding.Property(name);

    private static FindingState StateOf(Finding finding) => finding switch
    {
        { IsSuppressed: true } => FindingState.Suppressed,
        { Level: "error" } => FindingState.Error,
        { Level: "warning" } => FindingState.Warning,
        _ when finding.Property(FindingProperties.Hybrid) == "true" => FindingState.Hybrid,
        _ => FindingState.Lower,
    };

    private static int? Year(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 1900 and < 10000 ? year : null;
}
