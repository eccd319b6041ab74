namespace QuantumAttributes.Generators.Manifest;

/// <summary>What an entry of the manifest can be.</summary>
internal static class ManifestKind
{
    public const string Agent = "agent";
    public const string Capability = "capability";
    public const string Endpoint = "endpoint";
    public const string Hub = "hub";
    public const string Method = "method";
    public const string Profile = "profile";
    public const string Type = "type";
}
