using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuantumAttributes.Channels.Keys;

/// <summary>Names a server's static KEM key: SHA-256(u16 suite | public key)[0..8] (protocol.md §2).</summary>
public readonly record struct ChannelKeyId
{
    /// <summary>Bytes of a key id.</summary>
    public const int Size = 8;

    private readonly ulong _value;

    /// <summary>Reads a key id from exactly <see cref="Size"/> bytes.</summary>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public ChannelKeyId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A channel key id has {Size} bytes.", nameof(bytes));
        _value = BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <summary>The id of a public key under a suite.</summary>
    public static ChannelKeyId Of(ChannelSuite suite, ReadOnlySpan<byte> publicKey)
    {
        var input = new WireWriter(2 + publicKey.Length);
        input.Write(suite.Id);
        input.Write(publicKey);
        return new ChannelKeyId(SHA256.HashData(input.ToArray()).AsSpan(0, Size));
    }

    /// <summary>The id's bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _value);
        return bytes;
    }

    /// <summary>The id in hexadecimal, for logs.</summary>
    public override string ToString() => _value.ToString("x16", null);
}
