using System.Formats.Cbor;
using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Sessions;

/// <summary>
/// What a ticket holds (protocol.md §6), for the servers of the application alone: CBOR
/// <c>{1 kid, 2 alg, 3 origin, 4 exp, 5 time of the handshake, 6 MAC key}</c>, deterministic (RFC 8949 §4.2.1).
/// </summary>
internal sealed class SessionTicketContent
{
    private const int FieldCount = 6;
    private const int MaxAlgorithm = 64;
    private const int MaxOrigin = 300;

    private static readonly ulong MaxSeconds = (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public required KeyThumbprint KeyId { get; init; }

    /// <summary>The name of the algorithm of the client's key.</summary>
    public required string Algorithm { get; init; }

    public required string Origin { get; init; }

    /// <summary>When the ticket ends, in whole seconds.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When the client used its key, in whole seconds.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The session's key. It is where its owner has it, who wipes it: of a content that was decoded the encoding's last bytes.</summary>
    public required ReadOnlyMemory<byte> MacKey { get; init; }

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
        MacKey.Span.CopyTo(encoded.AsSpan(^SessionMacKey.Size));
        return encoded;
    }

    /// <summary>Decodes a content, or returns null where it is not the one encoding of one that a server can have made.</summary>
    public static SessionTicketContent? Decode(ReadOnlyMemory<byte> encoded)
    {
        ReadOnlySpan<byte> rest = encoded.Span;
        bool read = DeterministicCbor.TryReadHead(ref rest, DeterministicCbor.Map, out int count) && count == FieldCount;
        read &= IsField(ref rest, 1) & DeterministicCbor.TryReadBytes(ref rest, out ReadOnlySpan<byte> keyId);
        read &= IsField(ref rest, 2) & DeterministicCbor.TryReadText(ref rest, out ReadOnlySpan<byte> algorithm);
        read &= IsField(ref rest, 3) & DeterministicCbor.TryReadText(ref rest, out ReadOnlySpan<byte> origin);
        read &= IsField(ref rest, 4) & TryReadTime(ref rest, out DateTimeOffset expires);
        read &= IsField(ref rest, 5) & TryReadTime(ref rest, out DateTimeOffset authenticatedAt);
        read &= IsField(ref rest, 6) & DeterministicCbor.TryReadBytes(ref rest, out ReadOnlySpan<byte> macKey);
        if (!read || !rest.IsEmpty
            || keyId.Length != KeyThumbprint.Size || macKey.Length != SessionMacKey.Size
            || algorithm.Length is 0 or > MaxAlgorithm || !Ascii.IsValid(algorithm)
            || origin.Length is 0 or > MaxOrigin || !Ascii.IsValid(origin)
            || expires <= authenticatedAt || expires - authenticatedAt > SessionServerOptions.MaxLifetime)
        {
            return null;
        }

        return new SessionTicketContent
        {
            KeyId = new KeyThumbprint(keyId),
            Algorithm = Encoding.ASCII.GetString(algorithm),
            Origin = Encoding.ASCII.GetString(origin),
            Expires = expires,
            AuthenticatedAt = authenticatedAt,
            MacKey = encoded[^SessionMacKey.Size..],
        };
    }

    private static bool IsField(ref ReadOnlySpan<byte> encoded, ulong number) =>
        DeterministicCbor.TryReadUnsigned(ref encoded, out ulong read) && read == number;

    private static bool TryReadTime(ref ReadOnlySpan<byte> encoded, out DateTimeOffset time)
    {
        bool valid = DeterministicCbor.TryReadUnsigned(ref encoded, out ulong seconds) && seconds <= MaxSeconds;
        time = valid ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : default;
        return valid;
    }
}
