using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// What makes a key of a Falcon parameter set well-formed (round 3 specification). BouncyCastle takes coefficients that the
/// specification forbids, and an F that solves no NTRU equation.
/// </summary>
internal sealed class FalconRules(FalconShape shape) : KeyRules
{
    /// <summary>The largest coefficient of G, as of F: eight bits of two's complement without the lowest number.</summary>
    private const int MaxG = (1 << (FalconShape.BigFBits - 1)) - 1;

    /// <summary>Section 3.11.4: the header, and every coefficient of h below q.</summary>
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey[0] != shape.PublicKeyHeader)
            throw new CryptographicException("The Falcon public key begins with another set's header, or none.");

        Span<int> h = stackalloc int[shape.N];
        FalconPacking.Unpack(publicKey[1..], FalconShape.HBits, h);
        if (h.ContainsAnyInRange(FalconRing.Q, int.MaxValue))
            throw new CryptographicException("The Falcon public key has a coefficient of q or more.");
    }

    /// <summary>
    /// Section 3.11.5: the header and the ranges of f, g and F. Then <c>G = gF/f mod q</c>, which must be as short as F and solve
    /// the NTRU equation <c>fG - gF = q</c> in the integers (section 3.8.2).
    /// </summary>
    public override void CheckExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        if (expandedKey[0] != shape.PrivateKeyHeader)
            throw new CryptographicException("The Falcon private key begins with another set's header, or none.");

        using SecretBytes polynomials = new(6 * shape.N * sizeof(int));
        Span<int> f = Polynomial(polynomials, 0);
        Span<int> g = Polynomial(polynomials, 1);
        Span<int> bigF = Polynomial(polynomials, 2);
        int inRange = FalconPacking.UnpackSigned(expandedKey[1..], shape.FgBits, f)
            & FalconPacking.UnpackSigned(expandedKey[(1 + shape.FgSize)..], shape.FgBits, g)
            & FalconPacking.UnpackSigned(expandedKey[(1 + (2 * shape.FgSize))..], FalconShape.BigFBits, bigF);

        Span<int> bigG = Polynomial(polynomials, 3);
        int invertible = DeriveG(f, g, bigF, bigG, Polynomial(polynomials, 4), Polynomial(polynomials, 5));
        int consistent = IsShort(bigG) & ~MismatchOfEquation(f, g, bigF, bigG);

        // The verdicts are told apart only after all work is done.
        if (inRange >= 0)
            throw new CryptographicException("The Falcon private key has a coefficient of f, g or F out of range.");
        if (invertible >= 0)
            throw new CryptographicException("The Falcon private key has an f that cannot be inverted.");
        if (consistent >= 0)
            throw new CryptographicException("The Falcon private key has an F that does not follow from its f and g.");
    }

    /// <summary><c>h = g/f mod q</c>, as a public key has it, from a private key that has been checked.</summary>
    public void DerivePublicKey(ReadOnlySpan<byte> expandedKey, Span<byte> publicKey)
    {
        using SecretBytes polynomials = new(2 * shape.N * sizeof(int));
        Span<int> f = Polynomial(polynomials, 0);
        Span<int> h = Polynomial(polynomials, 1);
        _ = FalconPacking.UnpackSigned(expandedKey[1..], shape.FgBits, f);
        _ = FalconPacking.UnpackSigned(expandedKey[(1 + shape.FgSize)..], shape.FgBits, h);
        ToNtt(f, f);
        ToNtt(h, h);
        _ = FalconRing.InvertNtt(f);
        FalconRing.MultiplyNtt(h, f);
        FalconRing.InverseNtt(h);
        publicKey[0] = shape.PublicKeyHeader;
        FalconPacking.Pack(h, FalconShape.HBits, publicKey[1..]);
    }

    /// <summary><c>G = gF/f mod q</c>, with signs. Returns negative if and only if f can be inverted.</summary>
    private static int DeriveG(
        ReadOnlySpan<int> f, ReadOnlySpan<int> g, ReadOnlySpan<int> bigF, Span<int> bigG, Span<int> inverse, Span<int> h)
    {
        ToNtt(f, inverse);
        int invertible = FalconRing.InvertNtt(inverse);
        ToNtt(g, h);
        FalconRing.MultiplyNtt(h, inverse);
        ToNtt(bigF, bigG);
        FalconRing.MultiplyNtt(bigG, h);
        FalconRing.InverseNtt(bigG);
        foreach (ref int coefficient in bigG)
            coefficient = FalconRing.ToSigned(coefficient);
        return invertible;
    }

    private static void ToNtt(ReadOnlySpan<int> signed, Span<int> w)
    {
        for (int j = 0; j < w.Length; j++)
            w[j] = FalconRing.FromSigned(signed[j]);
        FalconRing.Ntt(w);
    }

    /// <summary>Negative if and only if no coefficient is above <see cref="MaxG"/> or below its negative.</summary>
    private static int IsShort(ReadOnlySpan<int> w)
    {
        int isShort = -1;
        foreach (int coefficient in w)
            isShort &= (coefficient - MaxG - 1) & (-coefficient - MaxG - 1);
        return isShort;
    }

    /// <summary>
    /// Negative if and only if <c>fG - gF</c> is not q. In the integers: where G is short, a coefficient is a sum of 2n products
    /// below 2^12, less than 2^23; where it is not, the key is refused for that.
    /// </summary>
    private static int MismatchOfEquation(
        ReadOnlySpan<int> f, ReadOnlySpan<int> g, ReadOnlySpan<int> bigF, ReadOnlySpan<int> bigG)
    {
        int difference = 0;
        int n = f.Length;
        for (int k = 0; k < n; k++)
        {
            int sum = 0;
            for (int j = 0; j <= k; j++)
                sum += (f[j] * bigG[k - j]) - (g[j] * bigF[k - j]);
            for (int j = k + 1; j < n; j++)
                sum -= (f[j] * bigG[n + k - j]) - (g[j] * bigF[n + k - j]);
            difference |= sum ^ (k == 0 ? FalconRing.Q : 0);
        }

        return difference | -difference; // the sign bit of one of them is set unless both are zero
    }

    private Span<int> Polynomial(SecretBytes polynomials, int index) =>
        MemoryMarshal.Cast<byte, int>(polynomials.Span).Slice(index * shape.N, shape.N);
}
