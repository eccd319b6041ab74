using System.Formats.Cbor;
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

    public byte[] Encode() => PaddedMap.Encode(Authentication is null ? 5 : 6, writer =>
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
            WriteAuthentication(writer, Authentication);
        }

        writer.WriteUInt32(6);
        writer.WriteByteString(DocumentHash.Span);
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
        if (fields == 6 && (reader.ReadUInt32() != 5 || (authentication = ReadAuthentication(reader)) is null))
            return null;
        if (reader.ReadUInt32() != 6 || reader.ReadByteString() is not { Length: DocumentHashSize } documentHash)
            return null;
        return new ClientPayload
        {
            OfferedSuites = suites,
            Policy = (ChannelPolicy)policy,
            ClientTime = time,
            RequestedLifetime = lifetime,
            Authentication = authentication,
            DocumentHash = documentHash,
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

    private static void WriteAuthentication(CborWriter writer, ClientAuthentication authentication)
    {
        writer.WriteStartMap(2);
        writer.WriteUInt32(1);
        writer.WriteByteString(authentication.KeyId.ToArray());
        writer.WriteUInt32(2);
        writer.WriteByteString(authentication.Signature.Span);
        writer.WriteEndMap();
    }

    private static ClientAuthentication? ReadAuthentication(CborReader reader)
    {
        if (reader.ReadStartMap() != 2)
            return null;
        if (reader.ReadUInt32() != 1 || reader.ReadByteString() is not { Length: KeyThumbprint.Size } keyId)
            return null;
        if (reader.ReadUInt32() != 2 || reader.ReadByteString() is not { Length: > 0 } signature)
            return null;
        reader.ReadEndMap();
        return new ClientAuthentication(new KeyThumbprint(keyId), signature);
    }
}
