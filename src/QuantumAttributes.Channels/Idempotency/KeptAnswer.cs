using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Channels.Idempotency;

/// <summary>The answer that a request got the one time it ran, in plaintext.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The header fields; not to be changed.</param>
/// <param name="Body">The body.</param>
public sealed record KeptAnswer(int Status, ProtectedHeaders Headers, ReadOnlyMemory<byte> Body);
