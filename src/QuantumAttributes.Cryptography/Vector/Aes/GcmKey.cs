using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// What is computed of a key once: AES's round keys, and the powers of the hash subkey H that GHASH takes eight blocks with. The memory is
/// pinned, wiped when it is given back, and then used again: to make it would cost more than to seal a small message.
/// </summary>
/// <remarks>Not to be copied, nor disposed while another thread reads it.</remarks>
internal struct GcmKey : IDisposable
{
    private const int Size = AesBlocks.RoundKeys + Ghash.Powers;

    private static readonly Vector128<byte>[]?[] _spare = new Vector128<byte>[Environment.ProcessorCount * 8][];

    private Vector128<byte>[]? _blocks;

    public GcmKey(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Aes256Gcm.KeySize);
        Span<Vector128<byte>> blocks = _blocks = Rent();
        AesBlocks.ExpandKey(key, blocks[..AesBlocks.RoundKeys]);
        Ghash.ExpandKey(AesBlocks.Encrypt(blocks[..AesBlocks.RoundKeys], Vector128<byte>.Zero), blocks[AesBlocks.RoundKeys..]);
    }

    /// <summary>The round keys, the first one first.</summary>
    public readonly ReadOnlySpan<Vector128<byte>> RoundKeys => Blocks[..AesBlocks.RoundKeys];

    /// <summary>The powers of H, the highest one first.</summary>
    public readonly ReadOnlySpan<Vector128<byte>> HashPowers => Blocks[AesBlocks.RoundKeys..];

    private readonly ReadOnlySpan<Vector128<byte>> Blocks
    {
        get
        {
            Vector128<byte>[]? blocks = _blocks;
            ObjectDisposedException.ThrowIf(blocks is null, typeof(Aes256Gcm));
            return blocks;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _blocks, null) is { } blocks)
            Return(blocks);
    }

    private static Vector128<byte>[] Rent()
    {
        for (int i = 0; i < _spare.Length; i++)
        {
            if (_spare[i] is not null && Interlocked.Exchange(ref _spare[i], null) is { } spare)
                return spare;
        }

        return GC.AllocateArray<Vector128<byte>>(Size, pinned: true);
    }

    private static void Return(Vector128<byte>[] blocks)
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(blocks.AsSpan()));
        for (int i = 0; i < _spare.Length; i++)
        {
            if (_spare[i] is null && Interlocked.CompareExchange(ref _spare[i], blocks, null) is null)
                return;
        }
    }
}
