using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuantumAttributes.Fuzz;

/// <summary>SHA-256 of a counter: nothing random, so that one input always takes one path. One thread at a time.</summary>
internal sealed class RepeatableRandom : RandomNumberGenerator
{
    private ulong _counter;

    public void Reset() => _counter = 0;

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(byte[] data, int offset, int count) => GetBytes(data.AsSpan(offset, count));

    public override void GetBytes(Span<byte> data)
    {
        Span<byte> counter = stackalloc byte[sizeof(ulong)];
        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        while (!data.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64BigEndian(counter, _counter++);
            SHA256.HashData(counter, block);
            int count = Math.Min(block.Length, data.Length);
            block[..count].CopyTo(data);
            data = data[count..];
        }
    }
}
