using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using Aes = System.Runtime.Intrinsics.X86.Aes;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) in the processor's instructions for AES and for carry-less multiplication. Long texts are the platform's:
/// OpenSSL 3.5 has instructions for them that .NET has not, and setting up its cipher is no longer what they cost. Only disposing wipes the key.
/// </summary>
internal sealed class VectorAes256Gcm(ReadOnlySpan<byte> key) : Aes256Gcm
{
    // From where on OpenSSL 3.5 with AVX-512 is quicker, its cipher's making included.
    private const int LongText = 8 * 1024;

    private GcmKey _key = new(key);
    private AesGcm? _forLongTexts;

    /// <summary>Whether the processor has what it takes.</summary>
    public static bool IsSupported => Aes.IsSupported && Ghash.IsSupported;

    private static Vector128<uint> One => Vector128.Create(0u, 0, 0, 1);

    private static Vector128<uint> BlocksOfChunk => Vector128.Create(0u, 0, 0, 8);

    public override void Encrypt(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> associatedData = default)
    {
        if (plaintext.Length >= LongText)
        {
            ForLongTexts().Encrypt(nonce, plaintext, ciphertext, tag, associatedData);
            return;
        }

        ReadOnlySpan<Vector128<byte>> roundKeys = _key.RoundKeys;
        ReadOnlySpan<Vector128<byte>> powers = _key.HashPowers;
        Vector128<uint> counter = FirstCounter(nonce);
        Vector128<byte> mask = AesBlocks.Encrypt(roundKeys, BlockOf(counter));
        counter += One;
        Vector128<ulong> y = Ghash.Absorb(powers, Vector128<ulong>.Zero, associatedData);
        ref byte from = ref MemoryMarshal.GetReference(plaintext);
        ref byte to = ref MemoryMarshal.GetReference(ciphertext[..plaintext.Length]);
        nuint whole = (nuint)plaintext.Length & ~(nuint)(Ghash.ChunkSize - 1);
        for (nuint i = 0; i < whole; i += Ghash.ChunkSize)
        {
            ApplyKeyStream(roundKeys, counter, ref Unsafe.Add(ref from, i), ref Unsafe.Add(ref to, i));
            counter += BlocksOfChunk;
            y = Ghash.AbsorbChunk(powers, y, ref Unsafe.Add(ref to, i));
        }

        ApplyLastKeyStream(roundKeys, counter, plaintext[(int)whole..], ciphertext[(int)whole..]);
        y = Ghash.Absorb(powers, y, ciphertext[(int)whole..plaintext.Length]);
        y = Ghash.Absorb(powers, y, Lengths(associatedData, plaintext));
        (mask ^ Ghash.Finish(y)).CopyTo(tag);
    }

    public override void Decrypt(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> associatedData = default)
    {
        if (ciphertext.Length >= LongText)
        {
            ForLongTexts().Decrypt(nonce, ciphertext, tag, plaintext, associatedData);
            return;
        }

        ReadOnlySpan<Vector128<byte>> roundKeys = _key.RoundKeys;
        ReadOnlySpan<Vector128<byte>> powers = _key.HashPowers;
        Vector128<uint> counter = FirstCounter(nonce);
        Vector128<byte> mask = AesBlocks.Encrypt(roundKeys, BlockOf(counter));
        counter += One;
        Vector128<ulong> y = Ghash.Absorb(powers, Vector128<ulong>.Zero, associatedData);
        ref byte from = ref MemoryMarshal.GetReference(ciphertext);
        ref byte to = ref MemoryMarshal.GetReference(plaintext[..ciphertext.Length]);
        nuint whole = (nuint)ciphertext.Length & ~(nuint)(Ghash.ChunkSize - 1);
        for (nuint i = 0; i < whole; i += Ghash.ChunkSize)
        {
            y = Ghash.AbsorbChunk(powers, y, ref Unsafe.Add(ref from, i)); // first: the plaintext may take the ciphertext's place
            ApplyKeyStream(roundKeys, counter, ref Unsafe.Add(ref from, i), ref Unsafe.Add(ref to, i));
            counter += BlocksOfChunk;
        }

        y = Ghash.Absorb(powers, y, ciphertext[(int)whole..]);
        y = Ghash.Absorb(powers, y, Lengths(associatedData, ciphertext));
        Span<byte> expected = stackalloc byte[TagSize];
        (mask ^ Ghash.Finish(y)).CopyTo(expected);
        if (CryptographicOperations.FixedTimeEquals(expected, tag))
        {
            ApplyLastKeyStream(roundKeys, counter, ciphertext[(int)whole..], plaintext[(int)whole..]);
            return;
        }

        CryptographicOperations.ZeroMemory(plaintext[..ciphertext.Length]);
        CryptographicOperations.ZeroMemory(expected); // of a forged message it is what the forger looks for
        throw new AuthenticationTagMismatchException();
    }

    public override void Dispose()
    {
        _key.Dispose();
        _forLongTexts?.Dispose();
    }

    // The first two round keys are the key (FIPS 197, section 5.2).
    private AesGcm ForLongTexts() => _forLongTexts ??= new AesGcm(MemoryMarshal.AsBytes(_key.RoundKeys[..2]), TagSize);

    // Less than a chunk.
    private static void ApplyLastKeyStream(
        ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<uint> counter, ReadOnlySpan<byte> from, Span<byte> to)
    {
        if (from.IsEmpty)
            return;
        Span<byte> chunk = stackalloc byte[Ghash.ChunkSize];
        from.CopyTo(chunk);
        ref byte start = ref MemoryMarshal.GetReference(chunk);
        ApplyKeyStream(roundKeys, counter, ref start, ref start);
        chunk[..from.Length].CopyTo(to);
        CryptographicOperations.ZeroMemory(chunk);
    }

    // CTR mode (SP 800-38D, algorithm 3) on eight blocks: as many as the processor's AES units have under way at a time.
    private static void ApplyKeyStream(ReadOnlySpan<Vector128<byte>> roundKeys, Vector128<uint> counter, ref byte from, ref byte to)
    {
        ref Vector128<byte> keys = ref MemoryMarshal.GetReference(roundKeys);
        Vector128<byte> key = keys;
        Vector128<byte> b0 = BlockOf(counter) ^ key;
        Vector128<byte> b1 = BlockOf(counter + One) ^ key;
        Vector128<byte> b2 = BlockOf(counter + Vector128.Create(0u, 0, 0, 2)) ^ key;
        Vector128<byte> b3 = BlockOf(counter + Vector128.Create(0u, 0, 0, 3)) ^ key;
        Vector128<byte> b4 = BlockOf(counter + Vector128.Create(0u, 0, 0, 4)) ^ key;
        Vector128<byte> b5 = BlockOf(counter + Vector128.Create(0u, 0, 0, 5)) ^ key;
        Vector128<byte> b6 = BlockOf(counter + Vector128.Create(0u, 0, 0, 6)) ^ key;
        Vector128<byte> b7 = BlockOf(counter + Vector128.Create(0u, 0, 0, 7)) ^ key;
        for (int round = 1; round < AesBlocks.Rounds; round++)
        {
            key = Unsafe.Add(ref keys, round);
            b0 = Aes.Encrypt(b0, key);
            b1 = Aes.Encrypt(b1, key);
            b2 = Aes.Encrypt(b2, key);
            b3 = Aes.Encrypt(b3, key);
            b4 = Aes.Encrypt(b4, key);
            b5 = Aes.Encrypt(b5, key);
            b6 = Aes.Encrypt(b6, key);
            b7 = Aes.Encrypt(b7, key);
        }

        key = Unsafe.Add(ref keys, AesBlocks.Rounds);
        (Aes.EncryptLast(b0, key) ^ Vector128.LoadUnsafe(ref from)).StoreUnsafe(ref to);
        (Aes.EncryptLast(b1, key) ^ Vector128.LoadUnsafe(ref from, 16)).StoreUnsafe(ref to, 16);
        (Aes.EncryptLast(b2, key) ^ Vector128.LoadUnsafe(ref from, 32)).StoreUnsafe(ref to, 32);
        (Aes.EncryptLast(b3, key) ^ Vector128.LoadUnsafe(ref from, 48)).StoreUnsafe(ref to, 48);
        (Aes.EncryptLast(b4, key) ^ Vector128.LoadUnsafe(ref from, 64)).StoreUnsafe(ref to, 64);
        (Aes.EncryptLast(b5, key) ^ Vector128.LoadUnsafe(ref from, 80)).StoreUnsafe(ref to, 80);
        (Aes.EncryptLast(b6, key) ^ Vector128.LoadUnsafe(ref from, 96)).StoreUnsafe(ref to, 96);
        (Aes.EncryptLast(b7, key) ^ Vector128.LoadUnsafe(ref from, 112)).StoreUnsafe(ref to, 112);
    }

    private static Vector128<byte> Lengths(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> text)
    {
        Span<byte> lengths = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(lengths, (ulong)associatedData.Length * 8);
        BinaryPrimitives.WriteUInt64BigEndian(lengths[8..], (ulong)text.Length * 8);
        return Vector128.Create<byte>(lengths);
    }

    // J0 (SP 800-38D, section 7.1) with its last word, which inc32 counts up, the right way round for additions.
    private static Vector128<uint> FirstCounter(ReadOnlySpan<byte> nonce)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, NonceSize);
        Span<byte> block = stackalloc byte[16];
        nonce.CopyTo(block);
        return Vector128.Create<byte>(block).AsUInt32().WithElement(3, 1u);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> BlockOf(Vector128<uint> counter) =>
        Ssse3.Shuffle(counter.AsByte(), Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 14, 13, 12));
}
