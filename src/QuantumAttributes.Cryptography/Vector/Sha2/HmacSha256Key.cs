using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>A key of HMAC-SHA-256 (FIPS 198-1), for messages of a few blocks. It stands on the stack and is wiped on disposal.</summary>
internal ref struct HmacSha256Key : IDisposable
{
    private const int BlockSize = Sha256Compression.BlockSize;
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;

    private readonly Span<uint> _inner; // the states after the key's block
    private readonly Span<uint> _outer;

    /// <summary>Words of memory that it takes.</summary>
    public const int Size = 2 * Sha256Compression.StateSize;

    /// <param name="memory">16 words of the caller's, for as long as this lives.</param>
    /// <param name="key">At most 64 bytes.</param>
    public HmacSha256Key(Span<uint> memory, ReadOnlySpan<byte> key)
    {
        _inner = memory[..Sha256Compression.StateSize];
        _outer = memory.Slice(Sha256Compression.StateSize, Sha256Compression.StateSize);
        Span<byte> block = stackalloc byte[BlockSize];
        Begin(_inner, block, key, InnerPad);
        Begin(_outer, block, key, OuterPad);
        CryptographicOperations.ZeroMemory(block);
    }

    /// <summary>The MAC of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="mac">Receives 32 bytes.</param>
    public readonly void Compute(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        Span<uint> state = stackalloc uint[Sha256Compression.StateSize];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _inner.CopyTo(state);
        Finish(state, message, digest);
        _outer.CopyTo(state);
        Finish(state, digest, mac);
        CryptographicOperations.ZeroMemory(digest);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
    }

    public readonly void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_inner));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_outer));
    }

    private static void Begin(Span<uint> state, Span<byte> block, ReadOnlySpan<byte> key, byte pad)
    {
        Sha256Compression.InitialState.CopyTo(state);
        block.Fill(pad);
        for (int i = 0; i < key.Length; i++)
            block[i] ^= key[i];
        Sha256Compression.Compress(state, block);
    }

    // The message behind the key's block, its padding and its length (FIPS 180-4, section 5.1.1), and the state as bytes.
    private static void Finish(Span<uint> state, ReadOnlySpan<byte> message, Span<byte> digest)
    {
        ulong bits = (ulong)(BlockSize + message.Length) * 8;
        for (; message.Length >= BlockSize; message = message[BlockSize..])
            Sha256Compression.Compress(state, message);
        Span<byte> block = stackalloc byte[BlockSize];
        block.Clear();
        message.CopyTo(block);
        block[message.Length] = 0x80;
        if (message.Length >= BlockSize - sizeof(ulong))
        {
            Sha256Compression.Compress(state, block);
            block.Clear();
        }

        BinaryPrimitives.WriteUInt64BigEndian(block[^sizeof(ulong)..], bits);
        Sha256Compression.Compress(state, block);
        CryptographicOperations.ZeroMemory(block);
        for (int i = 0; i < state.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(digest[(i * sizeof(uint))..], state[i]);
    }
}
