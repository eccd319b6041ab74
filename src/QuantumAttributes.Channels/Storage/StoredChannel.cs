using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Storage;

/// <summary>A channel as a store keeps it. Everything but <see cref="IsConfirmed"/> is bound to the sealed secrets.</summary>
public sealed record StoredChannel
{
    /// <summary>The channel's name.</summary>
    public required ChannelId Id { get; init; }

    /// <summary>The origin that the client opened it to.</summary>
    public required string Origin { get; init; }

    /// <summary>The suite's number on the wire.</summary>
    public required ushort Suite { get; init; }

    /// <summary>The key with which the client signed the handshake; null where it did not sign in.</summary>
    public KeyThumbprint? ClientKeyId { get; init; }

    /// <summary>When the handshake was, in whole milliseconds.</summary>
    public required DateTimeOffset Opened { get; init; }

    /// <summary>When a channel that waits for its first record ends.</summary>
    public required DateTimeOffset ProvisionalEnds { get; init; }

    /// <summary>When the lifetime ends, in whole milliseconds.</summary>
    public required DateTimeOffset Ends { get; init; }

    /// <summary>The most plaintext bytes of a frame.</summary>
    public required int MaxFramePlaintext { get; init; }

    /// <summary>The channel's secrets, sealed with <see cref="AssociatedData"/>.</summary>
    public required ReadOnlyMemory<byte> Sealed { get; init; }

    /// <summary>Whether a record has confirmed it.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>
    /// What the sealed secrets are bound to: <c>lp("qc1 stored channel") | lp(id) | lp(origin) | u16 suite | lp(client key, or nothing) |
    /// u64 opened | u64 ends | u32 largest frame</c>, times in milliseconds since 1970.
    /// </summary>
    public byte[] AssociatedData()
    {
        var data = new WireWriter(128);
        data.WriteLengthPrefixed("qc1 stored channel");
        data.WriteLengthPrefixed(Id.ToArray());
        data.WriteLengthPrefixed(Origin);
        data.Write(Suite);
        data.WriteLengthPrefixed(ClientKeyId is { } keyId ? keyId.ToArray() : []);
        data.Write((ulong)Opened.ToUnixTimeMilliseconds());
        data.Write((ulong)Ends.ToUnixTimeMilliseconds());
        data.Write((uint)MaxFramePlaintext);
        return data.ToArray();
    }
}
