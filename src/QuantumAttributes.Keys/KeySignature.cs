namespace QuantumAttributes.Keys;

/// <summary>A signature, and the key that it is by.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Value">The signature, in the form of the key's algorithm.</param>
public sealed record KeySignature(KeyId KeyId, ReadOnlyMemory<byte> Value);
