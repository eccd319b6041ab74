using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>What a request of a session proves.</summary>
/// <param name="KeyId">The key that opened the session. Whether it may still sign in is for the caller to ask.</param>
/// <param name="Algorithm">The name of that key's algorithm.</param>
/// <param name="AuthenticatedAt">When that key was used, in whole seconds.</param>
public sealed record SessionProof(KeyThumbprint KeyId, string Algorithm, DateTimeOffset AuthenticatedAt);
