using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Multiples of the base point, made once: j · 256^i · B for i from 0 to 31 and j from 1 to 8. A scalar in digits of base 16 from -8 to 8 is a
/// sum of 64 of them, half of them times 16 (Bernstein et al., High-speed high-security signatures, section 4).
/// </summary>
internal static class BaseMultiples25519
{
    private const int Digits = 64;
    private const int Rows = Digits / 2;
    private const int Columns = 8;
    private const int DigitBits = 4;

    private static readonly EdwardsPoint25519.Summand[] _multiples = Make();
    private static readonly EdwardsPoint25519.Summand _neutral = MakeNeutral();

    /// <summary><c>k B</c>, as a point of curve25519.</summary>
    /// <param name="k">32 bytes, little-endian, below 2^255.</param>
    /// <param name="u">Receives 32 bytes.</param>
    public static void Multiply(ReadOnlySpan<byte> k, Span<byte> u)
    {
        Span<sbyte> digits = stackalloc sbyte[Digits];
        Recode(k, digits);
        Addition addition = new();
        for (int i = 1; i < Digits; i += 2)
            addition.Add(i / 2, digits[i]);
        for (int i = 0; i < DigitBits; i++)
            addition.Double();
        for (int i = 0; i < Digits; i += 2)
            addition.Add(i / 2, digits[i]);
        addition.Sum.EncodeMontgomery(u);
        addition.Clear();
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(digits));
    }

    // From digits of 0 to 15 to ones of -8 to 7, the last one to 8.
    private static void Recode(ReadOnlySpan<byte> k, Span<sbyte> digits)
    {
        int carry = 0;
        for (int i = 0; i < Digits; i++)
        {
            int digit = ((k[i / 2] >> (i % 2 * DigitBits)) & 15) + carry;
            carry = (digit + 8) >> DigitBits;
            digits[i] = (sbyte)(digit - (carry << DigitBits));
        }

        digits[^1] += (sbyte)(carry << DigitBits);
    }

    private static EdwardsPoint25519.Summand[] Make()
    {
        var multiples = new EdwardsPoint25519.Summand[Rows * Columns];
        EdwardsPoint25519 first = EdwardsPoint25519.Base;
        for (int i = 0; i < Rows; i++)
        {
            EdwardsPoint25519 multiple = first;
            for (int j = 0; j < Columns; j++)
            {
                multiple.ToSummand(out multiples[(i * Columns) + j]);
                multiple.Add(in multiples[i * Columns]);
            }

            for (int j = 0; j < 8; j++)
            {
                first.ToSummand(out EdwardsPoint25519.Summand same);
                first.Add(in same);
            }
        }

        return multiples;
    }

    private static EdwardsPoint25519.Summand MakeNeutral()
    {
        EdwardsPoint25519.Neutral.ToSummand(out EdwardsPoint25519.Summand neutral);
        return neutral;
    }

    /// <summary>A sum of multiples, and what it takes to add one: here, so that all of it can be zeroed.</summary>
    private struct Addition
    {
        public EdwardsPoint25519 Sum = EdwardsPoint25519.Neutral;

        private EdwardsPoint25519.Summand _summand;
        private FieldElement25519 _negated;

        public Addition()
        {
        }

        public void Add(int row, sbyte digit)
        {
            Select(row, digit);
            Sum.Add(in _summand);
        }

        public void Double()
        {
            Sum.ToSummand(out _summand);
            Sum.Add(in _summand);
        }

        public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(new Span<Addition>(ref this)));

        // All of a row are read, and one is kept; a negative digit exchanges Y + X and Y - X, and negates 2dT.
        private void Select(int row, sbyte digit)
        {
            int sign = digit >> 7; // 0 or -1
            ulong magnitude = (ulong)((digit ^ sign) - sign);
            _summand = _neutral;
            Span<Vector256<ulong>> kept = MemoryMarshal.Cast<EdwardsPoint25519.Summand, Vector256<ulong>>(new Span<EdwardsPoint25519.Summand>(ref _summand));
            ReadOnlySpan<Vector256<ulong>> multiples = MemoryMarshal.Cast<EdwardsPoint25519.Summand, Vector256<ulong>>(_multiples.AsSpan(row * Columns, Columns));
            for (ulong j = 1; j <= Columns; j++)
            {
                Vector256<ulong> isIt = Vector256.Equals(Vector256.Create(magnitude), Vector256.Create(j));
                for (int i = 0; i < kept.Length; i++)
                    kept[i] = Vector256.ConditionalSelect(isIt, multiples[i], kept[i]);
                multiples = multiples[kept.Length..];
            }

            FieldElement25519 zero = default;
            FieldElement25519.Subtract(in zero, in _summand.TwiceDT, out _negated);
            FieldElement25519.SwapIf((ulong)-sign, ref _summand.YPlusX, ref _summand.YMinusX);
            FieldElement25519.SwapIf((ulong)-sign, ref _summand.TwiceDT, ref _negated);
        }
    }
}
