using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// X25519 and X448 (RFC 7748, section 5) on BouncyCastle's field arithmetic. BouncyCastle's own copy the scalar into memory that
/// nobody wipes; here it is read where it lies, and what is computed from it is zeroed.
/// </summary>
/// <remarks>No branch and no index depends on the scalar.</remarks>
internal static class MontgomeryLadder<TField, TLimb>
    where TField : struct, IMontgomeryField<TLimb>
    where TLimb : struct
{
    [ThreadStatic]
    private static State? _state;

    /// <summary>The function of the curve, on the base point.</summary>
    public static void MultiplyBase(ReadOnlySpan<byte> scalar, Span<byte> product)
    {
        Span<byte> basePoint = stackalloc byte[TField.Size];
        basePoint.Clear();
        basePoint[0] = TField.BasePoint;
        Multiply(scalar, basePoint, product);
    }

    /// <summary>The function of the curve. Names are those of RFC 7748, section 5.</summary>
    public static void Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> u, Span<byte> product)
    {
        State state = _state ??= new State();
        Span<byte> k = stackalloc byte[TField.Size];
        scalar[..TField.Size].CopyTo(k);
        TField.Clamp(k);
        state.Start(u);
        int swap = 0;
        for (int t = TField.ScalarBits - 1; t >= 0; t--)
        {
            int kt = (k[t >> 3] >> (t & 7)) & 1;
            state.SwapIf(swap ^ kt);
            swap = kt;
            state.Step();
        }

        state.SwapIf(swap);
        state.WriteQuotient(product[..TField.Size]);
        state.Clear();
        CryptographicOperations.ZeroMemory(k);
    }

    /// <summary>What the ladder carries from step to step. All zero between uses, but for the point, which is public.</summary>
    private sealed class State
    {
        private readonly TLimb[] _x1 = TField.Create();
        private readonly TLimb[] _x2 = TField.Create();
        private readonly TLimb[] _x3 = TField.Create();
        private readonly TLimb[] _z3 = TField.Create();
        private readonly TLimb[] _z2 = TField.Create();
        private readonly TLimb[] _a = TField.Create();
        private readonly TLimb[] _b = TField.Create();
        private readonly TLimb[] _e = TField.Create();

        public void Start(ReadOnlySpan<byte> u)
        {
            TField.Decode(u, _x1);
            TField.Decode(u, _x3);
            TField.One(_x2);
            Array.Clear(_z2);
            TField.One(_z3);
        }

        public void SwapIf(int bit)
        {
            TField.SwapIf(bit, _x2, _x3);
            TField.SwapIf(bit, _z2, _z3);
        }

        public void Step()
        {
            TField.Add(_x2, _z2, _a); // A
            TField.Subtract(_x2, _z2, _b); // B
            TField.Add(_x3, _z3, _x2); // C
            TField.Subtract(_x3, _z3, _z2); // D
            TField.Multiply(_z2, _a, _z2); // DA
            TField.Multiply(_x2, _b, _x2); // CB
            TField.Add(_z2, _x2, _x3);
            TField.Square(_x3, _x3);
            TField.Subtract(_z2, _x2, _z3);
            TField.Square(_z3, _z3);
            TField.Multiply(_z3, _x1, _z3);
            TField.Square(_a, _a); // AA
            TField.Square(_b, _b); // BB
            TField.Subtract(_a, _b, _e); // E
            TField.Multiply(_a, _b, _x2);
            TField.Multiply(_e, TField.A24, _z2);
            TField.Add(_z2, _a, _z2);
            TField.Multiply(_e, _z2, _z2);
        }

        public void WriteQuotient(Span<byte> product)
        {
            TField.Invert(_z2, _z2);
            TField.Multiply(_x2, _z2, _x2);
            TField.Encode(_x2, product);
        }

        public void Clear()
        {
            Array.Clear(_x2);
            Array.Clear(_z2);
            Array.Clear(_x3);
            Array.Clear(_z3);
            Array.Clear(_a);
            Array.Clear(_b);
            Array.Clear(_e);
        }
    }
}
