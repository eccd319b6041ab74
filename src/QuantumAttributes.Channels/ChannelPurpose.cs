namespace QuantumAttributes.Channels;

/// <summary>What a handshake is for: part of the prologue, so that a channel for one purpose is of no use for another (protocol.md §3).</summary>
public enum ChannelPurpose
{
    /// <summary>Records over HTTP requests and answers.</summary>
    Http,

    /// <summary>A ticket and a key for requests outside a channel (protocol.md §6).</summary>
    Session,

    /// <summary>Records on the connection of one hub (protocol.md §5).</summary>
    Hub,
}
