namespace QuantumAttributes.Channels.Server;

/// <summary>How a handshake ended: for logs and counters only. On the wire there are two refusals (protocol.md §4, "Errors").</summary>
public enum HandshakeOutcome
{
    /// <summary>A channel is there.</summary>
    Accepted,

    /// <summary>The message has a length, version, suite or payload that none can have.</summary>
    Malformed,

    /// <summary>The key is not one of this server's, or no longer.</summary>
    UnknownKey,

    /// <summary>The discovery document that the client acted on is not one of this server's, or no longer.</summary>
    UnknownDocument,

    /// <summary>The message was not made for the key it names, or was changed.</summary>
    NotAuthentic,

    /// <summary>The client's clock is more than 60 s off.</summary>
    ClockSkew,

    /// <summary>The client could have had a better suite.</summary>
    Downgraded,

    /// <summary>The same handshake came before.</summary>
    Replayed,

    /// <summary>The client's key is unknown, revoked or expired, or its signature is wrong.</summary>
    ClientRefused,

    /// <summary>Too many channels wait for their first record, or there are as many as there may be.</summary>
    Full,

    /// <summary>The store of shared channels, or the key ring that seals for it, cannot be used.</summary>
    StoreFailed,

    /// <summary>The client's identity has as many channels as one may have.</summary>
    IdentityFull,
}
