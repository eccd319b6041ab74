using System.Formats.Cbor;
using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>
/// What a ticket holds (protocol.md §6), for the servers of the application alone: CBOR
/// <c>{1 kid, 2 alg, 3 origin, 4 exp, 5 time of the handshake, 6 MAC key}</c>, deterministic (RFC 8949 §4.2.1). Wiped on dispose.
/// </summary>
internal sealed class SessionTicketContent : IDisposable
{
    private const int FieldCount = 6;
    private const int MaxAlgorithm = 64;
    private const int MaxOrigin = 300;

    public required KeyThumbprint KeyId { get; init; }

    /// <summary>The name of the algorithm of the client's key.</summary>
    public required string Algorithm { get; init; }

    public required string Origin { get; init; }

    /// <summary>When the ticket ends, in whole seconds.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When the client used its key, in whole seconds.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    public required SessionMacKey MacKey { get; init; }

    /// <summary>Encodes the content; the caller zeroes it.</summary>
    public byte[] Encode()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(FieldCount);
        writer.WriteUInt32(1);
        writer.WriteByteString(KeyId.ToArray());
        writer.WriteUInt32(2);
        writer.WriteTextString(Algorithm);
        writer.WriteUInt32(3);
        writer.WriteTextString(Origin);
        writer.WriteUInt32(4);
        writer.WriteInt64(Expires.ToUnixTimeSeconds());
        writer.WriteUInt32(5);
        writer.WriteInt64(AuthenticatedAt.ToUnixTimeSeconds());
        writer.WriteUInt32(6);
        writer.WriteByteString(new byte[SessionMacKey.Size]); // the writer's own buffers never see the key
        writer.WriteEndMap();
        byte[] encoded = GC.AllocateArray<byte>(writer.BytesWritten, pinned: true);
        writer.Encode(encoded);
        MacKey.Bytes.CopyTo(encoded.AsSpan(^SessionMacKey.Size));
        return encoded;
    }

    /// <summary>Decodes a content, or returns null where it is not the one encoding of one that a server can have made.</summary>
    public static SessionTicketContent? Decode(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            var reader = new CborReader(encoded, CborConformanceMode.Canonical);
            return reader.ReadStartMap() == FieldCount ? ReadFields(reader) : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return null; // not CBOR, not canonical, or another type than the field has
        }
    }

    public void Dispose() => MacKey.Dispose();

    private static SessionTicketContent? ReadFields(CborReader reader)
    {
        if (reader.ReadUInt32() != 1 || reader.ReadByteString() is not { Length: KeyThumbprint.Size } keyId)
            return null;
        if (reader.ReadUInt32() != 2 || reader.ReadTextString() is not { Length: > 0 and <= MaxAlgorithm } algorithm)
            return null;
        if (reader.ReadUInt32() != 3 || reader.ReadTextString() is not { Length: > 0 and <= MaxOrigin } origin || !Ascii.IsValid(origin))
            return null;
        if (reader.ReadUInt32() != 4 || !TryReadTime(reader, out DateTimeOffset expires))
            return null;
        if (reader.ReadUInt32() != 5 || !TryReadTime(reader, out DateTimeOffset authenticatedAt))
            return null;
        if (expires <= authenticatedAt || expires - authenticatedAt > SessionServerOptions.MaxLifetime)
            return null;
        if (reader.ReadUInt32() != 6 || reader.ReadDefiniteLengthByteString() is not { Length: SessionMacKey.Size } macKey)
            return null;
        reader.ReadEndMap();
        return reader.BytesRemaining > 0 ? null : new SessionTicketContent
        {
            KeyId = new KeyThumbprint(keyId),
            Algorithm = algorithm,
            Origin = origin,
            Expires = expires,
            AuthenticatedAt = authenticatedAt,
            MacKey = new SessionMacKey(macKey.Span),
        };
    }

    private static bool TryReadTime(CborReader reader, out DateTimeOffset time)
    {
        long seconds = reader.ReadInt64();
        bool valid = seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        time = valid ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return valid;
    }
}
