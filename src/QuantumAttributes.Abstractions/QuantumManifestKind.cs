namespace QuantumAttributes;

/// <summary>What an entry of a manifest can be: the values of <c>QuantumManifestEntry.Kind</c>.</summary>
public static class QuantumManifestKind
{
    /// <summary>An agent.</summary>
    public const string Agent = "agent";

    /// <summary>A capability of an agent.</summary>
    public const string Capability = "capability";

    /// <summary>The mapping of an endpoint, whether it demands something or not.</summary>
    public const string Endpoint = "endpoint";

    /// <summary>A hub, whether it demands something or not.</summary>
    public const string Hub = "hub";

    /// <summary>A method with attributes of ours that is nothing else here, such as an action of a controller or a method of a hub.</summary>
    public const string Method = "method";

    /// <summary>The registration of a profile.</summary>
    public const string Profile = "profile";

    /// <summary>A type with attributes of ours that is nothing else here, such as a controller.</summary>
    public const string Type = "type";
}
