using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>X25519 (RFC 7748, section 5) for the Vector provider. Allocates nothing, and leaves nothing behind but what the compiler spills.</summary>
/// <remarks>No branch, no index and no division depends on the scalar or on the point.</remarks>
internal static class VectorX25519
{
    /// <summary>The size of scalars, points and products, in bytes.</summary>
    public const int Size = FieldElement25519.Size;

    private const int ScalarBits = 255;

    /// <summary>The function, on the base point 9.</summary>
    public static void MultiplyBase(ReadOnlySpan<byte> scalar, Span<byte> product)
    {
        Span<byte> k = stackalloc byte[Size];
        scalar[..Size].CopyTo(k);
        Field25519.Clamp(k);
        BaseMultiples25519.Multiply(k, product[..Size]);
        CryptographicOperations.ZeroMemory(k);
    }

    /// <summary>The function. Names are those of RFC 7748.</summary>
    /// <param name="scalar">32 bytes, which are clamped here.</param>
    /// <param name="u">Any 32 bytes.</param>
    /// <param name="product">32 bytes; all zero where the point is of small order.</param>
    public static void Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> u, Span<byte> product)
    {
        Span<byte> k = stackalloc byte[Size];
        scalar[..Size].CopyTo(k);
        Field25519.Clamp(k);
        VectorLadder25519 ladder = new(FieldElement25519.Decode(u));
        ulong swap = 0;
        for (int t = ScalarBits - 1; t >= 0; t--)
        {
            ulong kt = (ulong)(k[t >> 3] >> (t & 7)) & 1;
            ladder.SwapIf(swap ^ kt);
            swap = kt;
            ladder.Step();
        }

        ladder.SwapIf(swap);
        ladder.WriteQuotient(product[..Size]);
        ladder.Clear();
        CryptographicOperations.ZeroMemory(k);
    }
}
