using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Implicit rejection (FIPS 203, Algorithm 18, lines 9 to 11), by masks: neither a branch nor an index tells whether the ciphertexts are
/// equal, nor where they are not.
/// </summary>
internal static class MLKemSelection
{
    private const int Step = 32;

    /// <summary>Writes the secret where the ciphertexts are equal, the rejection where they are not.</summary>
    /// <param name="ciphertext">A ciphertext, a multiple of 32 bytes.</param>
    /// <param name="again">Another of that size.</param>
    /// <param name="secret">32 bytes.</param>
    /// <param name="rejection">32 bytes.</param>
    /// <param name="selected">Receives 32 bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Select(
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> again,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> rejection,
        Span<byte> selected)
    {
        Vector256<byte> difference = Vector256<byte>.Zero;
        for (int i = 0; i < ciphertext.Length; i += Step)
            difference |= Vector256.Create(ciphertext[i..]) ^ Vector256.Create(again[i..]);

        Vector256<ulong> words = difference.AsUInt64();
        ulong any = words[0] | words[1] | words[2] | words[3];
        ulong differs = (any | (0 - any)) >> 63; // 1 where a bit is set: then it, or what it borrows, reaches the highest
        Vector256<byte> mask = Vector256.Create(0 - differs).AsByte();
        Vector256<byte> ours = Vector256.Create(secret);
        (ours ^ (mask & (ours ^ Vector256.Create(rejection)))).CopyTo(selected);
    }
}
