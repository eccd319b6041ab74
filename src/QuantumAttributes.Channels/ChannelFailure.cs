namespace QuantumAttributes.Channels;

/// <summary>What a <see cref="ChannelException"/> is about, for programs; its message says it to people.</summary>
public enum ChannelFailure
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>The origin has no discovery document.</summary>
    NoDiscoveryDocument,

    /// <summary>The discovery document is damaged, wrongly signed, or not one that this version understands.</summary>
    InvalidDiscoveryDocument,

    /// <summary>The discovery document speaks for another origin.</summary>
    WrongOrigin,

    /// <summary>The discovery document is not valid at the client's time: one of the clocks is off, or the document is an old one.</summary>
    Clock,

    /// <summary>The server's identity is not among those that are pinned, or there is nothing to compare it with.</summary>
    IdentityNotPinned,

    /// <summary>The server's identity is not the one that is remembered.</summary>
    IdentityChanged,

    /// <summary>The server offers no suite, or no key, that the client can use.</summary>
    NoCommonSuite,

    /// <summary>The server refused the handshake, or somebody in between did.</summary>
    HandshakeRefused,

    /// <summary>What came in the handshake or in the channel is not authentic, or not what was asked for.</summary>
    NotAuthentic,

    /// <summary>The answer to a request came outside its channel: from a proxy, or from a server that has lost the channel.</summary>
    AnswerOutsideChannel,

    /// <summary>The channel ended before the answer came.</summary>
    Interrupted,

    /// <summary>Something underneath the channel followed a redirect with a request that belongs to one target only.</summary>
    Redirected,

    /// <summary>The origin's policy takes answers in a channel only, and this would have been one outside.</summary>
    Policy,
}
