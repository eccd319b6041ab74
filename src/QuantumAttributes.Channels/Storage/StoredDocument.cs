namespace QuantumAttributes.Channels.Storage;

/// <summary>A discovery document as a store keeps it. It is signed: whoever reads it verifies it.</summary>
/// <param name="Origin">The origin that it speaks for.</param>
/// <param name="Number">Its number among those of the origin, from 1.</param>
/// <param name="Hash">SHA-256 of the JWS, by which handshakes name it: 32 bytes.</param>
/// <param name="Jws">The compact JWS.</param>
/// <param name="Until">How long it is kept at least.</param>
public sealed record StoredDocument(string Origin, long Number, ReadOnlyMemory<byte> Hash, string Jws, DateTimeOffset Until);
