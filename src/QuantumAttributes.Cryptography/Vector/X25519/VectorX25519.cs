using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>X25519 (RFC 7748, section 5) in words of 64 bits, for the Vector provider. Allocates nothing, and leaves nothing behind.</summary>
/// <remarks>No branch, no index and no division depends on the scalar or on the point.</remarks>
internal static class VectorX25519
{
    /// <summary>The size of scalars, points and products, in bytes.</summary>
    public const int Size = FieldElement25519.Size;

    private const int ScalarBits = 255;
    private const uint A24 = 121665;

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
        Ladder ladder = new(FieldElement25519.Decode(u));
        ulong swap = 0;
        for (int t = ScalarBits - 1; t >= 0; t--)
        {
            ulong kt = (ulong)(k[t >> 3] >> (t & 7)) & 1;
            ladder.SwapIf(swap ^ kt);
            swap = kt;
            ladder.Step();
        }

        ladder.SwapIf(swap);
        ladder.WriteQuotient(product);
        ladder.Clear();
        CryptographicOperations.ZeroMemory(k);
    }

    /// <summary>What the ladder carries from step to step, and what a step needs: here, so that all of it can be zeroed.</summary>
    private struct Ladder
    {
        private readonly FieldElement25519 _x1;
        private FieldElement25519 _x2 = FieldElement25519.One;
        private FieldElement25519 _z2;
        private FieldElement25519 _x3;
        private FieldElement25519 _z3 = FieldElement25519.One;
        private FieldElement25519 _a;
        private FieldElement25519 _b;
        private FieldElement25519 _c;
        private FieldElement25519 _d;
        private FieldElement25519 _e;

        public Ladder(FieldElement25519 x1) => _x1 = _x3 = x1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void SwapIf(ulong bit)
        {
            FieldElement25519.SwapIf(bit, ref _x2, ref _x3);
            FieldElement25519.SwapIf(bit, ref _z2, ref _z3);
        }

        /// <summary>One bit. What is multiplied is reduced, or the sum or difference of two that are.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Step()
        {
            FieldElement25519.Add(in _x2, in _z2, out _a); // A
            FieldElement25519.Subtract(in _x2, in _z2, out _b); // B
            FieldElement25519.Add(in _x3, in _z3, out _c); // C
            FieldElement25519.Subtract(in _x3, in _z3, out _d); // D
            FieldElement25519.Multiply(in _d, in _a, out _d); // DA
            FieldElement25519.Multiply(in _c, in _b, out _c); // CB
            FieldElement25519.Square(in _a, out _a); // AA
            FieldElement25519.Square(in _b, out _b); // BB
            FieldElement25519.Add(in _d, in _c, out _x3);
            FieldElement25519.Subtract(in _d, in _c, out _z3);
            FieldElement25519.Square(in _x3, out _x3);
            FieldElement25519.Square(in _z3, out _z3);
            FieldElement25519.Multiply(in _x1, in _z3, out _z3);
            FieldElement25519.Multiply(in _a, in _b, out _x2);
            FieldElement25519.Subtract(in _a, in _b, out _e); // E
            FieldElement25519.Multiply(in _e, A24, out _z2);
            FieldElement25519.Add(in _a, in _z2, out _z2);
            FieldElement25519.Multiply(in _e, in _z2, out _z2);
        }

        public void WriteQuotient(Span<byte> product)
        {
            FieldElement25519.Invert(in _z2, out _e);
            FieldElement25519.Multiply(in _x2, in _e, out _x2);
            _x2.Encode(product[..Size]);
        }

        public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<Ladder>(ref this)));
    }
}
