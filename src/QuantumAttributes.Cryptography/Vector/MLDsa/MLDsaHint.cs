using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The hint h of one polynomial, a bit for each coefficient, and its encoding. In a vector of 8 lanes it is a byte: a lane of all
/// ones where the bit is set.
/// </summary>
[InlineArray(Size)]
internal struct MLDsaHint
{
    /// <summary>The size of a hint in memory, in bytes.</summary>
    public const int Size = MLDsaShape.N / 8;

    private byte _first;

    /// <summary>The coefficients that have a hint.</summary>
    public readonly int Count
    {
        get
        {
            int count = 0;
            for (int i = 0; i < Size; i++)
                count += BitOperations.PopCount(this[i]);
            return count;
        }
    }

    /// <summary>The lanes of coefficients 8i to 8i + 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector256<int> Get256(int i)
    {
        Vector256<int> bits = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        return Vector256.Equals(Vector256.Create((int)this[i]) & bits, bits);
    }

    /// <summary>Sets the lanes of coefficients 8i to 8i + 7: all ones or all zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set256(int i, Vector256<int> lanes) => this[i] = (byte)lanes.ExtractMostSignificantBits();

    /// <summary>
    /// FIPS 204, Algorithm 20 (HintBitPack): the positions of each polynomial in ascending order, zeros up to omega, and where
    /// each polynomial's end. In: at most omega coefficients, which is for the caller to see to. They are public from here on.
    /// </summary>
    public static void BitPack<TParameters>(ReadOnlySpan<MLDsaHint> h, Span<byte> destination)
        where TParameters : IMLDsaParameters
    {
        Span<byte> ends = destination[TParameters.Omega..];
        destination.Clear();
        int index = 0;
        for (int i = 0; i < TParameters.K; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                for (int bits = h[i][j]; bits != 0; bits &= bits - 1)
                    destination[index++] = (byte)((8 * j) + BitOperations.TrailingZeroCount(bits));
            }

            ends[i] = (byte)index;
        }
    }

    /// <summary>
    /// FIPS 204, Algorithm 21 (HintBitUnpack). Refuses what Algorithm 20 would not have written: ends that go back or beyond
    /// omega, positions that do not ascend within a polynomial, and anything but zeros after the last.
    /// </summary>
    /// <returns>Whether the encoding is the one that the hint has.</returns>
    public static bool TryBitUnpack<TParameters>(ReadOnlySpan<byte> source, Span<MLDsaHint> h)
        where TParameters : IMLDsaParameters
    {
        ReadOnlySpan<byte> positions = source[..TParameters.Omega];
        ReadOnlySpan<byte> ends = source[TParameters.Omega..];
        h.Clear();
        int index = 0;
        for (int i = 0; i < TParameters.K; i++)
        {
            int end = ends[i];
            if (end < index || end > TParameters.Omega)
                return false;

            int previous = -1;
            for (; index < end; index++)
            {
                int position = positions[index];
                if (position <= previous)
                    return false;
                previous = position;
                h[i][position >> 3] |= (byte)(1 << (position & 7));
            }
        }

        return !positions[index..].ContainsAnyExcept((byte)0);
    }
}
