namespace QuantumAttributes.Inventory.Bom;

/// <summary>The versions of CycloneDX that an inventory can be written in.</summary>
internal enum CycloneDxVersion
{
    /// <summary>1.6, the first that knows cryptography.</summary>
    V16,

    /// <summary>1.7, which names families of algorithms and curves.</summary>
    V17,
}

/// <summary>Versions and what they are called.</summary>
internal static class CycloneDxVersions
{
    /// <summary>The version of a name, or null for one that cannot be written.</summary>
    public static CycloneDxVersion? Parse(string text) => text switch
    {
        "1.6" => CycloneDxVersion.V16,
        "1.7" => CycloneDxVersion.V17,
        _ => null,
    };

    /// <summary>What CycloneDX calls it.</summary>
    public static string Name(this CycloneDxVersion version) => version == CycloneDxVersion.V17 ? "1.7" : "1.6";
}
