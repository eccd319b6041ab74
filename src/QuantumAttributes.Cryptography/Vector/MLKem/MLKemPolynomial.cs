using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The 256 coefficients of a polynomial, seen as vectors of 16 of them. As a type of a known size it lets the code that works on it do
/// without checks of bounds: an index of a vector is a constant or the counter of a loop.
/// </summary>
[InlineArray(MLKemRing.N)]
internal struct MLKemPolynomial
{
    /// <summary>The vectors of 16 coefficients.</summary>
    public const int Vectors = MLKemRing.N / 16;

    /// <summary>The size of a polynomial in memory, in bytes.</summary>
    public const int Size = MLKemRing.N * sizeof(short);

    private short _first;

    /// <summary>Coefficients 16i to 16i + 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector256<short> Get(int i)
    {
        Debug.Assert((uint)i < Vectors);
        return Vector256.LoadUnsafe(in _first, (nuint)(16 * i));
    }

    /// <summary>Sets coefficients 16i to 16i + 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int i, Vector256<short> value)
    {
        Debug.Assert((uint)i < Vectors);
        value.StoreUnsafe(ref _first, (nuint)(16 * i));
    }

    /// <summary>Forgets secret polynomials.</summary>
    public static void Zero(Span<MLKemPolynomial> polynomials) =>
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(polynomials));
}
