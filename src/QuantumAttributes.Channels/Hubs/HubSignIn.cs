using QuantumAttributes.Channels.Identities;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>Who the client of a hub is, and how it proved that.</summary>
/// <param name="Identity">The identity, as its store last told it.</param>
/// <param name="AuthenticatedAt">When the client used its key: in the handshake, or when it opened the session whose ticket it proved.</param>
/// <param name="IsSession">Whether it proved a session's ticket.</param>
public sealed record HubSignIn(QuantumIdentity Identity, DateTimeOffset AuthenticatedAt, bool IsSession);
