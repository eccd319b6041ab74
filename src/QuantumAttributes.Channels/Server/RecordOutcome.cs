namespace QuantumAttributes.Channels.Server;

/// <summary>What became of a request record: for logs and counters only. On the wire every refusal is the same.</summary>
public enum RecordOutcome
{
    /// <summary>It is authentic and came for the first time.</summary>
    Opened,

    /// <summary>The field, or the map in it, is not one that the protocol has.</summary>
    Malformed,

    /// <summary>There is no such channel.</summary>
    UnknownChannel,

    /// <summary>The channel's time is over.</summary>
    Expired,

    /// <summary>The channel has had all its requests.</summary>
    Exhausted,

    /// <summary>The record was not sealed with the channel's keys, or its head was changed.</summary>
    NotAuthentic,

    /// <summary>The client's key has been revoked or has expired.</summary>
    Revoked,

    /// <summary>The record came before, or too late to tell.</summary>
    Replayed,

    /// <summary>There are as many channels as there may be.</summary>
    Full,

    /// <summary>The store of shared channels, or the key ring that seals for it, cannot be used.</summary>
    StoreFailed,

    /// <summary>The client's identity has as many channels as one may have.</summary>
    IdentityFull,
}
