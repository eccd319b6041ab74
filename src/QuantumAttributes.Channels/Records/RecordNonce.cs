using System.Buffers.Binary;

namespace QuantumAttributes.Channels.Records;

/// <summary>
/// The nonces of one record (protocol.md §4): iv ⊕ (u64 n | u32 tail), where the tail is 0 for sealed headers, and
/// last(1 bit) | frame(31 bits) for frames.
/// </summary>
/// <param name="iv">12 bytes.</param>
/// <param name="n">The request's number.</param>
internal readonly struct RecordNonce(ReadOnlySpan<byte> iv, ulong n)
{
    public const int Size = 12;

    private readonly ulong _head = BinaryPrimitives.ReadUInt64BigEndian(iv) ^ n;
    private readonly uint _tail = BinaryPrimitives.ReadUInt32BigEndian(iv[8..]);

    public void Write(uint tail, Span<byte> nonce)
    {
        BinaryPrimitives.WriteUInt64BigEndian(nonce, _head);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], _tail ^ tail);
    }
}
