using System.Formats.Cbor;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>
/// The frame of both handshake payloads (protocol.md §3): a deterministic CBOR map (RFC 8949 §4.2.1) whose key 0 holds zeros that
/// bring it to a multiple of 1,024 bytes, so that lengths tell an observer nothing about what is inside.
/// </summary>
internal static class PaddedMap
{
    public const int Block = 1024;
    public const int MaxLength = 8192;

    private static readonly byte[] _zeros = new byte[MaxLength];

    /// <summary>Whether a payload can have this length at all: asked before anything is decapsulated.</summary>
    public static bool IsLength(int length) => length is >= Block and <= MaxLength && length % Block == 0;

    /// <summary>Encodes the fields that <paramref name="writeFields"/> writes, padded to the least length that holds them.</summary>
    public static byte[] Encode(int fieldCount, Action<CborWriter> writeFields)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: Block);
        int unpadded = Write(writer, fieldCount, writeFields, 0);
        for (int length = Block; length <= MaxLength; length += Block)
        {
            if (PadFor(length - unpadded) is not { } pad)
                continue;
            writer.Reset();
            Write(writer, fieldCount, writeFields, pad);
            return writer.Encode();
        }

        throw new InvalidOperationException($"A handshake payload of {unpadded} bytes does not fit into {MaxLength}.");
    }

    /// <summary>
    /// Decodes a payload with <paramref name="readFields"/>, which gets the reader behind the padding and the number of fields left.
    /// Returns null unless the whole is the one deterministic encoding of what was read.
    /// </summary>
    public static T? Decode<T>(ReadOnlyMemory<byte> encoded, Func<CborReader, int, T?> readFields)
        where T : class
    {
        try
        {
            var reader = new CborReader(encoded, CborConformanceMode.Canonical);
            int? fields = reader.ReadStartMap();
            if (fields is null or 0 || reader.ReadUInt32() != 0 || reader.ReadByteString().AsSpan().ContainsAnyExcept((byte)0))
                return null;
            T? payload = readFields(reader, fields.Value - 1);
            reader.ReadEndMap();
            return reader.BytesRemaining == 0 ? payload : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return null; // not CBOR, not canonical, or another type than the field has
        }
    }

    private static int Write(CborWriter writer, int fieldCount, Action<CborWriter> writeFields, int pad)
    {
        writer.WriteStartMap(fieldCount + 1);
        writer.WriteUInt32(0);
        writer.WriteByteString(_zeros.AsSpan(0, pad));
        writeFields(writer);
        writer.WriteEndMap();
        return writer.BytesWritten;
    }

    // A byte string's head grows with it, by one byte at 24 and at 256: an empty one is already counted with a head of one, and
    // the two lengths that no string has are reached with the next block.
    private static int? PadFor(int missing) => missing switch
    {
        < 0 or 24 or 257 => null,
        < 24 => missing,
        < 257 => missing - 1,
        _ => missing - 2,
    };
}
