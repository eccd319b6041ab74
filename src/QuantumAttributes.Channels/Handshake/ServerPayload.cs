using System.Formats.Cbor;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Sessions;
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

    /// <summary>Field 7: the ticket, in the answer to a handshake for a session and no other.</summary>
    public ReadOnlyMemory<byte>? SessionTicket { get; init; }

    private int FieldCount => 5 + (AcceptedKeyId is null ? 0 : 1) + (SessionTicket is null ? 0 : 1);

    public byte[] Encode() => PaddedMap.Encode(FieldCount, writer =>
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

        if (SessionTicket is { } ticket)
        {
            writer.WriteUInt32(7);
            writer.WriteByteString(ticket.Span);
        }
    });

    /// <summary>Decodes a payload, or returns null where anything is missing, unknown or out of range.</summary>
    public static ServerPayload? Decode(ReadOnlyMemory<byte> encoded) => PaddedMap.Decode(encoded, ReadFields);

    private static ServerPayload? ReadFields(CborReader reader, int fields)
    {
        if (fields is < 5 or > 7)
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
        return ReadOptionalFields(reader, fields - 5, out KeyThumbprint? accepted, out byte[]? ticket) ? new ServerPayload
        {
            ChannelId = new ChannelId(id),
            Lifetime = lifetime,
            ServerTime = time,
            MaxFramePlaintext = maxFrame,
            ReplayMode = (ReplayMode)replayMode,
            AcceptedKeyId = accepted,
            SessionTicket = ticket is null ? null : (ReadOnlyMemory<byte>?)ticket,
        }
        : null;
    }

    // In their order: the reader refuses any other, and a field that comes twice.
    private static bool ReadOptionalFields(CborReader reader, int fields, out KeyThumbprint? accepted, out byte[]? ticket)
    {
        (accepted, ticket) = (null, null);
        for (; fields > 0; fields--)
        {
            switch (reader.ReadUInt32())
            {
                case 6 when reader.ReadByteString() is { Length: KeyThumbprint.Size } keyId:
                    accepted = new KeyThumbprint(keyId);
                    break;
                case 7 when reader.ReadByteString() is { Length: > 0 and <= SessionTicketField.MaxSize } bytes:
                    ticket = bytes;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
