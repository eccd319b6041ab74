namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>What becomes of it.</summary>
internal enum Threat
{
    /// <summary>What it protects today can be recorded, and read when the computer exists.</summary>
    HarvestNow,

    /// <summary>Signatures can be forged when the computer exists.</summary>
    Forgery,

    /// <summary>Both, by what it is used for.</summary>
    Both,

    /// <summary>Half the strength, against a search by a quantum computer.</summary>
    Grover,

    /// <summary>Broken already, without a quantum computer.</summary>
    Broken,

    /// <summary>A setting that keeps post-quantum algorithms out.</summary>
    Exclusion,

    /// <summary>Nothing by itself: what is there belongs into the inventory.</summary>
    Inventory,

    /// <summary>Nothing: it is post-quantum.</summary>
    None,
}
