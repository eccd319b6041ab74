using System.Buffers.Binary;

namespace QuantumAttributes.Channels.Records;

/// <summary>The layout of a body's frames and the nonces of records (protocol.md §4).</summary>
public static class Frame
{
    /// <summary>Bytes of a frame's head: u32, whose top bit marks the last frame and whose other bits are the length of what follows.</summary>
    public const int HeadSize = 4;

    /// <summary>Bytes of an AES-256-GCM tag.</summary>
    public const int TagSize = 16;

    /// <summary>The most plaintext bytes that any frame may hold: 64 KiB.</summary>
    public const int MaxPlaintext = 64 * 1024;

    /// <summary>The most plaintext bytes of a frame where nothing else is agreed: 16 KiB.</summary>
    public const int DefaultPlaintext = 16 * 1024;

    internal const uint LastBit = 0x8000_0000;

    // iv ⊕ (u64 n | u32 tail): the tail is 0 for sealed headers, and last(1 bit) | frame(31 bits) for frames.
    internal static void Nonce(ReadOnlySpan<byte> iv, ulong n, uint tail, Span<byte> nonce)
    {
        BinaryPrimitives.WriteUInt64BigEndian(nonce, BinaryPrimitives.ReadUInt64BigEndian(iv) ^ n);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], BinaryPrimitives.ReadUInt32BigEndian(iv[8..]) ^ tail);
    }
}
