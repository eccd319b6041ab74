using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>A key of HMAC-SHA-256 (FIPS 198-1), for messages of a few blocks. It stands on the stack and is wiped on disposal.</summary>
internal ref struct HmacSha256Key : IDisposable
{
    private const int BlockSize = Sha256Compression.BlockSize;
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;
    private const byte PadBit = 0x80;

    private readonly Span<uint> _inner; // the states after the key's block
    private readonly Span<uint> _outer;

    /// <summary>Words of memory that it takes.</summary>
    public const int Size = 2 * Sha256Compression.StateSize;

    /// <summary>The most bytes of a message that leaves room for its padding in one block.</summary>
    public const int MaxShortMessage = BlockSize - 1 - sizeof(ulong);

    private const int LanesSize = Sha256Compression.StateSize + Sha256Lanes.BlockWords;

    /// <param name="memory">16 words of the caller's, for as long as this lives.</param>
    /// <param name="key">At most 64 bytes.</param>
    public HmacSha256Key(Span<uint> memory, ReadOnlySpan<byte> key)
    {
        _inner = memory[..Sha256Compression.StateSize];
        _outer = memory.Slice(Sha256Compression.StateSize, Sha256Compression.StateSize);
        Span<Vector128<uint>> lanes = stackalloc Vector128<uint>[LanesSize];
        Span<Vector128<uint>> states = lanes[..Sha256Compression.StateSize], words = lanes[Sha256Compression.StateSize..];
        Span<byte> blocks = stackalloc byte[Sha256Lanes.Count * BlockSize];
        Begin(blocks[..BlockSize], key, InnerPad);
        Begin(blocks.Slice(BlockSize, BlockSize), key, OuterPad);
        Sha256Lanes.Broadcast(Sha256Compression.InitialState, states);
        Sha256Lanes.Load(blocks, words);
        Sha256Lanes.Compress(states, words);
        for (int i = 0; i < Sha256Compression.StateSize; i++)
            (_inner[i], _outer[i]) = (states[i][0], states[i][1]);
        CryptographicOperations.ZeroMemory(blocks);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(lanes));
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

    /// <summary>The MACs of four short messages, side by side.</summary>
    /// <param name="blocks">The messages, each at the start of a block of its own, and zeros behind it. They are padded here.</param>
    /// <param name="lengths">Bytes of each, at most <see cref="MaxShortMessage"/>.</param>
    /// <param name="macs">Receives four times 32 bytes.</param>
    public readonly void ComputeFour(Span<byte> blocks, ReadOnlySpan<int> lengths, Span<byte> macs)
    {
        Span<Vector128<uint>> lanes = stackalloc Vector128<uint>[LanesSize];
        Span<Vector128<uint>> states = lanes[..Sha256Compression.StateSize], words = lanes[Sha256Compression.StateSize..];
        for (int lane = 0; lane < Sha256Lanes.Count; lane++)
        {
            Span<byte> block = blocks.Slice(lane * BlockSize, BlockSize);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(lengths[lane], MaxShortMessage, nameof(lengths));
            block[lengths[lane]] = PadBit;
            WriteLength(block, BlockSize + lengths[lane]);
        }

        Sha256Lanes.Broadcast(_inner, states);
        Sha256Lanes.Load(blocks, words);
        Sha256Lanes.Compress(states, words);

        // The digests are the messages of the outer hash, and padded alike.
        states.CopyTo(words);
        words[Sha256Compression.StateSize..].Clear();
        words[Sha256Compression.StateSize] = Vector128.Create(1u << 31);
        words[^1] = Vector128.Create((uint)(BlockSize + SHA256.HashSizeInBytes) * 8);
        Sha256Lanes.Broadcast(_outer, states);
        Sha256Lanes.Compress(states, words);
        for (int lane = 0; lane < Sha256Lanes.Count; lane++)
        {
            for (int i = 0; i < Sha256Compression.StateSize; i++)
                BinaryPrimitives.WriteUInt32BigEndian(macs[((lane * SHA256.HashSizeInBytes) + (i * sizeof(uint)))..], states[i][lane]);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(lanes));
    }

    public readonly void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_inner));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_outer));
    }

    private static void Begin(Span<byte> block, ReadOnlySpan<byte> key, byte pad)
    {
        block.Fill(pad);
        for (int i = 0; i < key.Length; i++)
            block[i] ^= key[i];
    }

    // In bits, at the end of the last block.
    private static void WriteLength(Span<byte> block, int length) =>
        BinaryPrimitives.WriteUInt64BigEndian(block[^sizeof(ulong)..], (ulong)length * 8);

    // The message behind the key's block, its padding and its length (FIPS 180-4, section 5.1.1), and the state as bytes.
    private static void Finish(Span<uint> state, ReadOnlySpan<byte> message, Span<byte> digest)
    {
        int length = BlockSize + message.Length;
        for (; message.Length >= BlockSize; message = message[BlockSize..])
            Sha256Compression.Compress(state, message);
        Span<byte> block = stackalloc byte[BlockSize];
        block.Clear();
        message.CopyTo(block);
        block[message.Length] = PadBit;
        if (message.Length > MaxShortMessage)
        {
            Sha256Compression.Compress(state, block);
            block.Clear();
        }

        WriteLength(block, length);
        Sha256Compression.Compress(state, block);
        CryptographicOperations.ZeroMemory(block);
        for (int i = 0; i < state.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(digest[(i * sizeof(uint))..], state[i]);
    }
}
