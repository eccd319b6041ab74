namespace QuantumAttributes.Channels.Handshake;

/// <summary>What a handshake is for: the part of its prologue that no message says, and that both sides must agree on (protocol.md §3).</summary>
/// <param name="Purpose">What the channel is for.</param>
/// <param name="Path">The path of the hub; empty for everything else.</param>
/// <param name="RenewedHash">
/// The final handshake hash of the channel inside which the handshake renews it, as hubs do; empty otherwise, over HTTP always.
/// </param>
internal readonly record struct HandshakeContext(ChannelPurpose Purpose, string Path = "", ReadOnlyMemory<byte> RenewedHash = default)
{
    /// <summary>A channel for HTTP records.</summary>
    public static HandshakeContext Http => new(ChannelPurpose.Http);

    /// <summary>A session for requests outside a channel.</summary>
    public static HandshakeContext Session => new(ChannelPurpose.Session);

    /// <summary>The connection of a hub.</summary>
    /// <param name="path">The hub's path, as clients see it.</param>
    /// <param name="renewedHash">The final handshake hash before, where the handshake renews the keys inside the connection.</param>
    public static HandshakeContext Hub(string path, ReadOnlyMemory<byte> renewedHash = default) => new(ChannelPurpose.Hub, path, renewedHash);
}
