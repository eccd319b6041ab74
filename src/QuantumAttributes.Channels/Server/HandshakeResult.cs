using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.Channels.Server;

/// <summary>What <see cref="ChannelServer.AcceptAsync"/> makes of a handshake.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Response">Message 2 for the client; empty where it was refused.</param>
/// <param name="Channel">The channel, where there is one.</param>
/// <param name="Failure">Why, where <paramref name="Outcome"/> is <see cref="HandshakeOutcome.StoreFailed"/>.</param>
public sealed record HandshakeResult(
    HandshakeOutcome Outcome, ReadOnlyMemory<byte> Response = default, ServerChannel? Channel = null, ChannelStoreException? Failure = null)
{
    /// <summary>The session, where the handshake was for one.</summary>
    public OpenedSession? Session { get; init; }

    /// <summary>The channel on a hub's connection, where the handshake was for one.</summary>
    public ServerHubChannel? Hub { get; init; }

    /// <summary>What the handshake gives a hub's connection, until that takes it over.</summary>
    internal HubGrant? Granted { get; init; }

    /// <summary>Whether the client acted on keys that are gone, and should read the discovery document again, once.</summary>
    public bool IsStale => Outcome is HandshakeOutcome.UnknownKey or HandshakeOutcome.UnknownDocument;
}
