namespace QuantumAttributes;

/// <summary>Endpoint metadata: the caller must be authenticated with post-quantum cryptography, as a profile says.</summary>
public interface IQuantumAuthMetadata
{
    /// <summary>The name of the profile that the caller must satisfy.</summary>
    string Profile { get; }
}
