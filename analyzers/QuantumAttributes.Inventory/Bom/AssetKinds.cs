namespace QuantumAttributes.Inventory.Bom;

/// <summary>The kinds of cryptographic assets that CycloneDX knows.</summary>
internal static class AssetKinds
{
    public const string Algorithm = "algorithm";

    public const string Certificate = "certificate";

    public const string Protocol = "protocol";

    public const string Material = "related-crypto-material";

    /// <summary>The kind that a finding says; an algorithm where it says none.</summary>
    public static string Of(string? said) => said is Certificate or Protocol or Material ? said : Algorithm;
}
