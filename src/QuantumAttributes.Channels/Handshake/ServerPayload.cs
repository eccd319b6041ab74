using System.Formats.Cbor;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>Payload 2 of the handshake (protocol.md §3), from server to client.</summary>
internal sealed record ServerPayload
{
    /// <summary>Field 1.</summary>
    public required ChannelId ChannelId { get; init; }

    /// <summary>Field 2: how long the channel lives, in seconds.</summary>
    public required uint Lifetime { get; init; }

    /// <summary>Field 3: the server's clock, in seconds since 1970.</summary>
    public required long ServerTime { get; init; }

    /// <summary>Field 4: the most plaintext bytes of a frame, in both directions.</summary>
    public required int MaxFramePlaintext { get; init; }

    /// <summary>Field 5: where the replay window is kept.</summary>
    public required ReplayMode ReplayMode { get; init; }

    /// <summary>Field 6: the key of the client that the server accepted, when the client signed in.</summary>
    public KeyThumbprint? AcceptedKeyId { get; init; }

    public byte[] Encode() => PaddedMap.Encode(AcceptedKeyId is null ? 5 : 6, writer =>
    {
        writer.WriteUInt32(1);
        writer.WriteByteString(ChannelId.ToArray());
        writer.WriteUInt32(2);
        writer.WriteUInt32(Lifetime);
        writer.WriteUInt32(3);
        writer.WriteInt64(ServerTime);
        writer.WriteUInt32(4);
        writer.WriteInt32(MaxFramePlaintext);
        writer.WriteUInt32(5);
        writer.WriteUInt32((uint)ReplayMode);
        if (AcceptedKeyId is { } keyId)
        {
            writer.WriteUInt32(6);
            writer.WriteByteString(keyId.ToArray());
        }
    });

    /// <summary>Decodes a payload, or returns null where anything is missing, unknown or out of range.</summary>
    public static ServerPayload? Decode(ReadOnlyMemory<byte> encoded) => PaddedMap.Decode(encoded, ReadFields);

    private static ServerPayload? ReadFields(CborReader reader, int fields)
    {
        if (fields is < 5 or > 6)
            return null;
        if (reader.ReadUInt32() != 1 || reader.ReadByteString() is not { Length: ChannelId.Size } id)
            return null;
        if (reader.ReadUInt32() != 2 || reader.ReadUInt32() is not (> 0 and var lifetime))
            return null;
        if (reader.ReadUInt32() != 3 || reader.ReadInt64() is not (>= 0 and var time))
            return null;
        if (reader.ReadUInt32() != 4 || reader.ReadInt32() is not (>= 1 and <= Frame.MaxPlaintext and var maxFrame))
            return null;
        if (reader.ReadUInt32() != 5 || reader.ReadUInt32() is not (<= 1 and var replayMode))
            return null;
        KeyThumbprint? accepted = null;
        if (fields == 6)
        {
            if (reader.ReadUInt32() != 6 || reader.ReadByteString() is not { Length: KeyThumbprint.Size } keyId)
                return null;
            accepted = new KeyThumbprint(keyId);
        }

        return new ServerPayload
        {
            ChannelId = new ChannelId(id),
            Lifetime = lifetime,
            ServerTime = time,
            MaxFramePlaintext = maxFrame,
            ReplayMode = (ReplayMode)replayMode,
            AcceptedKeyId = accepted,
        };
    }
}
