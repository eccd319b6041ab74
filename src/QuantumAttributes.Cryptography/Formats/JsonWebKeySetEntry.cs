namespace QuantumAttributes.Cryptography;

/// <summary>A key of a <see cref="JsonWebKeySet"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyId">Its <c>kid</c> (RFC 7517, section 4.5), if it has one.</param>
public sealed record JsonWebKeySetEntry(VerifyingKey Key, string? KeyId = null);
