using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>P-256 and P-384 as groups: which bytes are points of theirs, which are scalars, and how a seed becomes one.</summary>
internal sealed class NistCurve
{
    private const byte Uncompressed = 4;

    private readonly EllipticCurve _curve;

    private NistCurve(EllipticCurve curve, int seedSize)
    {
        _curve = curve;
        SeedSize = seedSize;
    }

    public static NistCurve P256 { get; } = new(EllipticCurve.P256, seedSize: 128);

    public static NistCurve P384 { get; } = new(EllipticCurve.P384, seedSize: 48);

    /// <summary>The bytes of a coordinate, and of a scalar.</summary>
    public int ScalarSize => _curve.Size;

    /// <summary>The bytes of a point without compression.</summary>
    public int PointSize => 1 + (2 * ScalarSize);

    /// <summary>The bytes that a scalar is made from (draft-irtf-cfrg-concrete-hybrid-kems-04, section 3.1.1).</summary>
    public int SeedSize { get; }

    /// <summary>
    /// Refuses what is not a point without compression (SEC 1, section 2.3.4): every point but infinity has an order that the
    /// scalars of the curve fit.
    /// </summary>
    /// <exception cref="CryptographicException">It is no point of the curve.</exception>
    public void CheckPoint(ReadOnlySpan<byte> encoded)
    {
        if (!_curve.IsPoint(encoded))
            throw NoPoint();
    }

    /// <summary>Refuses the other encodings of a point, which are as long as this one or shorter.</summary>
    /// <exception cref="CryptographicException">It is another encoding, or none.</exception>
    public void CheckEncoding(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length != PointSize || encoded[0] != Uncompressed)
            throw NoPoint();
    }

    public CryptographicException NoPoint(Exception? because = null) =>
        new($"The bytes are not a point of {_curve.Name} without compression (SEC 1, section 2.3.4).", because);

    /// <summary>RandomScalar (draft-irtf-cfrg-concrete-hybrid-kems-04, section 3.1.1): the first candidate in range.</summary>
    /// <remarks>What is a scalar already is the scalar of itself.</remarks>
    /// <returns>The scalar, a part of the seed.</returns>
    /// <exception cref="CryptographicException">
    /// None is in range, which happens to a random seed with a probability below 2^-128.
    /// </exception>
    public ReadOnlySpan<byte> RandomScalar(ReadOnlySpan<byte> seed)
    {
        for (int start = 0; start < seed.Length; start += ScalarSize)
        {
            // How many are passed over shows; of the one that is taken nothing does.
            ReadOnlySpan<byte> candidate = seed.Slice(start, ScalarSize);
            if (IsScalar(candidate))
                return candidate;
        }

        throw new CryptographicException($"The seed holds no scalar of {_curve.Name}: it cannot have been random.");
    }

    /// <summary>Whether <c>0 &lt; scalar &lt; order</c>, without a branch on a byte of it.</summary>
    public bool IsScalar(ReadOnlySpan<byte> scalar) => _curve.IsScalar(scalar);
}
