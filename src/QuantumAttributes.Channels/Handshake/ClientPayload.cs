using System.Formats.Cbor;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>Payload 1 of the handshake (protocol.md §3), from client to server.</summary>
internal sealed record ClientPayload
{
    public const int DocumentHashSize = 32;

    /// <summary>Field 1: the suites that the client would take.</summary>
    public required IReadOnlyList<ushort> OfferedSuites { get; init; }

    /// <summary>Field 2: what the client's policy says about classical answers.</summary>
    public required ChannelPolicy Policy { get; init; }

    /// <summary>Field 3: the client's clock, in seconds since 1970.</summary>
    public required long ClientTime { get; init; }

    /// <summary>Field 4: the lifetime that the client asks for, in seconds.</summary>
    public required uint RequestedLifetime { get; init; }

    /// <summary>Field 5, when the client signs in.</summary>
    public ClientAuthentication? Authentication { get; init; }

    /// <summary>Field 6: SHA-256 of the discovery document that the client acted on.</summary>
    public required ReadOnlyMemory<byte> DocumentHash { get; init; }

    /// <summary>Field 7, when the client of a hub signs in with a session's ticket. Never beside <see cref="Authentication"/>.</summary>
    public TicketProof? Ticket { get; init; }

    private int FieldCount => 5 + (Authentication is null ? 0 : 1) + (Ticket is null ? 0 : 1);

    public byte[] Encode() => PaddedMap.Encode(FieldCount, writer =>
    {
        writer.WriteUInt32(1);
        writer.WriteStartArray(OfferedSuites.Count);
        foreach (ushort suite in OfferedSuites)
            writer.WriteUInt32(suite);
        writer.WriteEndArray();
        writer.WriteUInt32(2);
        writer.WriteUInt32((uint)Policy);
        writer.WriteUInt32(3);
        writer.WriteInt64(ClientTime);
        writer.WriteUInt32(4);
        writer.WriteUInt32(RequestedLifetime);
        if (Authentication is not null)
        {
            writer.WriteUInt32(5);
            WritePair(writer, Authentication.KeyId.ToArray(), Authentication.Signature.Span);
        }

        writer.WriteUInt32(6);
        writer.WriteByteString(DocumentHash.Span);
        if (Ticket is not null)
        {
            writer.WriteUInt32(7);
            WritePair(writer, Ticket.Ticket.Span, Ticket.Mac.Span);
        }
    });

    /// <summary>Decodes a payload, or returns null where anything is missing, unknown or out of range.</summary>
    public static ClientPayload? Decode(ReadOnlyMemory<byte> encoded) => PaddedMap.Decode(encoded, ReadFields);

    private static ClientPayload? ReadFields(CborReader reader, int fields)
    {
        if (fields is < 5 or > 6)
            return null;
        if (reader.ReadUInt32() != 1 || ReadSuites(reader) is not { } suites)
            return null;
        if (reader.ReadUInt32() != 2 || reader.ReadUInt32() is not (<= 1 and var policy))
            return null;
        if (reader.ReadUInt32() != 3 || reader.ReadInt64() is not (>= 0 and var time))
            return null;
        if (reader.ReadUInt32() != 4 || reader.ReadUInt32() is not (> 0 and var lifetime))
            return null;
        ClientAuthentication? authentication = null;
        TicketProof? ticket = null;
        uint field = reader.ReadUInt32();
        if (field == 5)
        {
            if (fields != 6 || (authentication = ReadAuthentication(reader)) is null)
                return null;
            field = reader.ReadUInt32();
        }

        if (field != 6 || reader.ReadByteString() is not { Length: DocumentHashSize } documentHash)
            return null;
        if (fields == 6 && authentication is null && (reader.ReadUInt32() != 7 || (ticket = ReadTicket(reader)) is null))
            return null;
        return new ClientPayload
        {
            OfferedSuites = suites,
            Policy = (ChannelPolicy)policy,
            ClientTime = time,
            RequestedLifetime = lifetime,
            Authentication = authentication,
            DocumentHash = documentHash,
            Ticket = ticket,
        };
    }

    private static List<ushort>? ReadSuites(CborReader reader)
    {
        const int MostSuites = 32;
        int? count = reader.ReadStartArray();
        if (count is null or 0 or > MostSuites)
            return null;
        var suites = new List<ushort>(count.Value);
        for (int i = 0; i < count; i++)
            suites.Add(checked((ushort)reader.ReadUInt32()));
        reader.ReadEndArray();
        return suites;
    }

    private static void WritePair(CborWriter writer, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        writer.WriteStartMap(2);
        writer.WriteUInt32(1);
        writer.WriteByteString(first);
        writer.WriteUInt32(2);
        writer.WriteByteString(second);
        writer.WriteEndMap();
    }

    private static ClientAuthentication? ReadAuthentication(CborReader reader) =>
        TryReadPair(reader, out byte[] keyId, out byte[] signature) && keyId.Length == KeyThumbprint.Size && signature.Length > 0
            ? new ClientAuthentication(new KeyThumbprint(keyId), signature)
            : null;

    private static TicketProof? ReadTicket(CborReader reader) =>
        TryReadPair(reader, out byte[] ticket, out byte[] mac) && ticket.Length is > 0 and <= SessionTicketField.MaxSize && mac.Length == TicketProof.MacSize
            ? new TicketProof(ticket, mac)
            : null;

    private static bool TryReadPair(CborReader reader, out byte[] first, out byte[] second)
    {
        (first, second) = ([], []);
        if (reader.ReadStartMap() != 2 || reader.ReadUInt32() != 1)
            return false;
        first = reader.ReadByteString();
        if (reader.ReadUInt32() != 2)
            return false;
        second = reader.ReadByteString();
        reader.ReadEndMap();
        return true;
    }
}
