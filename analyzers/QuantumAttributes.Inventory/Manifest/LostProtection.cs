namespace QuantumAttributes.Inventory.Manifest;

/// <summary>Something that was protected, and is so no longer or not as much.</summary>
/// <param name="Earlier">As it was.</param>
/// <param name="Now">As it is, or null where it is gone.</param>
/// <param name="Missing">The attributes that it lost.</param>
internal sealed record LostProtection(QuantumManifestEntry Earlier, QuantumManifestEntry? Now, IReadOnlyList<string> Missing)
{
    /// <summary>What happened, for people.</summary>
    public string Describe()
    {
        string attributes = string.Join(" and ", Missing);
        return Now is null
            ? $"The {Name}, which demanded {attributes}, is gone. If that is meant, write the baseline anew."
            : $"The {Name} lost {attributes}. Put it back; if the change is meant, write the baseline anew.";
    }

    private string Name => Earlier is { Kind: QuantumManifestKind.Endpoint, Route: { } route }
        ? $"endpoint {string.Join(", ", Earlier.Methods)} {route}".Replace("  ", " ")
        : $"{Earlier.Kind} {Earlier.Name}";
}
