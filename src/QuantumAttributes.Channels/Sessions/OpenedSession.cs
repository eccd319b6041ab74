using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>A session that a server granted, and keeps nothing of: all there is to know is in the ticket.</summary>
/// <param name="Origin">The origin that it is for.</param>
/// <param name="ClientKeyId">The key that the client signed in with.</param>
/// <param name="Lifetime">How long it lives.</param>
public sealed record OpenedSession(string Origin, KeyThumbprint ClientKeyId, TimeSpan Lifetime);
