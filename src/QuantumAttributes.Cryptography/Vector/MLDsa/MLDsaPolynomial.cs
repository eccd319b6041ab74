using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The 256 coefficients of a polynomial, seen as vectors of 8 or 16 of them. As a type of a known size it lets the code that
/// works on it do without checks of bounds: an index of a vector is a constant or the counter of a loop.
/// </summary>
[InlineArray(MLDsaShape.N)]
internal struct MLDsaPolynomial
{
    /// <summary>The vectors of 8 coefficients.</summary>
    public const int Vectors256 = MLDsaShape.N / 8;

    /// <summary>The vectors of 16 coefficients.</summary>
    public const int Vectors512 = MLDsaShape.N / 16;

    /// <summary>The size of a polynomial in memory, in bytes.</summary>
    public const int Size = MLDsaShape.N * sizeof(int);

    private int _first;

    /// <summary>Coefficients 8i to 8i + 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector256<int> Get256(int i)
    {
        Debug.Assert((uint)i < Vectors256);
        return Vector256.LoadUnsafe(in _first, (nuint)(8 * i));
    }

    /// <summary>Sets coefficients 8i to 8i + 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set256(int i, Vector256<int> value)
    {
        Debug.Assert((uint)i < Vectors256);
        value.StoreUnsafe(ref _first, (nuint)(8 * i));
    }

    /// <summary>Coefficients 16i to 16i + 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector512<int> Get512(int i)
    {
        Debug.Assert((uint)i < Vectors512);
        return Vector512.LoadUnsafe(in _first, (nuint)(16 * i));
    }

    /// <summary>Sets coefficients 16i to 16i + 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set512(int i, Vector512<int> value)
    {
        Debug.Assert((uint)i < Vectors512);
        value.StoreUnsafe(ref _first, (nuint)(16 * i));
    }
}
