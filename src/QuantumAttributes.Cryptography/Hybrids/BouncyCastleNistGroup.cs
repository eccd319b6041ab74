using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// P-256 or P-384 as draft-irtf-cfrg-concrete-hybrid-kems-04, section 3.1.1, has them, on BouncyCastle: for platforms without
/// elliptic curves of their own.
/// </summary>
/// <remarks>
/// Not constant time, which is why the platform's comes first. The comb multiplier takes the same steps whatever the scalar, and
/// reads its whole table at each, but the arithmetic below it branches on values, and BouncyCastle's numbers cannot be zeroed.
/// </remarks>
internal sealed class BouncyCastleNistGroup : INominalGroup
{
    private static readonly FixedPointCombMultiplier Multiplier = new();

    private readonly NistCurve _curve;
    private readonly X9ECParameters _parameters;

    private BouncyCastleNistGroup(NistCurve curve, string name)
    {
        _curve = curve;
        _parameters = CustomNamedCurves.GetByName(name);
    }

    public static BouncyCastleNistGroup P256 { get; } = new(NistCurve.P256, "P-256");

    public static BouncyCastleNistGroup P384 { get; } = new(NistCurve.P384, "P-384");

    public int SeedSize => _curve.SeedSize;

    public int ElementSize => _curve.PointSize;

    public int SharedSecretSize => _curve.ScalarSize;

    public IGroupElement ImportElement(ReadOnlySpan<byte> element) => new Element(this, ImportPoint(element));

    public IGroupScalar CreateScalar(ReadOnlySpan<byte> seed) => new Scalar(this, ImportScalar(seed));

    private static void Agree(ECPoint point, BigInteger scalar, Span<byte> sharedSecret) =>
        Multiplier.Multiply(point, scalar).Normalize().AffineXCoord.EncodeTo(sharedSecret);

    private BigInteger ImportScalar(ReadOnlySpan<byte> seed) => new(1, _curve.RandomScalar(seed));

    private ECPoint ImportPoint(ReadOnlySpan<byte> point)
    {
        _curve.CheckEncoding(point);
        try
        {
            return _parameters.Curve.DecodePoint(point);
        }
        catch (ArgumentException e)
        {
            throw _curve.NoPoint(e);
        }
    }

    private void ExportPoint(BigInteger scalar, Span<byte> point) =>
        Multiplier.Multiply(_parameters.G, scalar).Normalize().EncodeTo(compressed: false, point);

    private sealed class Element(BouncyCastleNistGroup group, ECPoint point) : IGroupElement
    {
        public void Exchange(ReadOnlySpan<byte> seed, Span<byte> ephemeralElement, Span<byte> sharedSecret)
        {
            BigInteger ephemeral = group.ImportScalar(seed);
            group.ExportPoint(ephemeral, ephemeralElement);
            Agree(point, ephemeral, sharedSecret);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Scalar(BouncyCastleNistGroup group, BigInteger scalar) : IGroupScalar
    {
        public void ExportElement(Span<byte> element) => group.ExportPoint(scalar, element);

        public void Agree(ReadOnlySpan<byte> element, Span<byte> sharedSecret) =>
            BouncyCastleNistGroup.Agree(group.ImportPoint(element), scalar, sharedSecret);

        public void Dispose()
        {
        }
    }
}
