using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// P-256 or P-384 as draft-irtf-cfrg-concrete-hybrid-kems-04, section 3.1.1, has them, on the platform's
/// <see cref="ECDiffieHellman"/>. OpenSSL and Windows multiply by a secret scalar in constant time, and refuse a point that is not
/// on the curve when it is imported.
/// </summary>
/// <remarks>
/// Keys go in and out as DER, which unlike <see cref="ECParameters"/> leaves no array with the scalar behind. The platform's objects
/// are allocated anew for each ephemeral key and each ciphertext: it offers no others.
/// </remarks>
internal sealed class PlatformNistGroup : INominalGroup
{
    private readonly NistCurve _curve;
    private readonly byte[] _privateKeyHead;
    private readonly byte[] _privateKeyTail;
    private readonly byte[] _publicKeyHead;

    private PlatformNistGroup(NistCurve curve, string privateKeyHead, string privateKeyTail, string publicKeyHead)
    {
        _curve = curve;
        _privateKeyHead = Convert.FromHexString(privateKeyHead);
        _privateKeyTail = Convert.FromHexString(privateKeyTail);
        _publicKeyHead = Convert.FromHexString(publicKeyHead);
    }

    public static PlatformNistGroup P256 { get; } = new(
        NistCurve.P256,
        privateKeyHead: "30310201010420",
        privateKeyTail: "a00a06082a8648ce3d030107",
        publicKeyHead: "3059301306072a8648ce3d020106082a8648ce3d030107034200");

    public static PlatformNistGroup P384 { get; } = new(
        NistCurve.P384,
        privateKeyHead: "303e0201010430",
        privateKeyTail: "a00706052b81040022",
        publicKeyHead: "3076301006072a8648ce3d020106052b81040022036200");

    /// <summary>
    /// Whether the platform can do it: a browser has no elliptic curves, and Apple's systems take no private key without its point.
    /// </summary>
    public static bool IsSupported { get; } = P256.Works() && P384.Works();

    public int SeedSize => _curve.SeedSize;

    public int ElementSize => _curve.PointSize;

    public int SharedSecretSize => _curve.ScalarSize;

    public IGroupElement ImportElement(ReadOnlySpan<byte> element) => new Element(this, ImportPoint(element));

    public IGroupScalar CreateScalar(ReadOnlySpan<byte> seed) => new Scalar(this, ImportScalar(_curve.RandomScalar(seed)));

    private static void Agree(ECDiffieHellman scalar, ECDiffieHellmanPublicKey point, Span<byte> sharedSecret)
    {
        byte[] x = scalar.DeriveRawSecretAgreement(point);
        x.CopyTo(sharedSecret);
        CryptographicOperations.ZeroMemory(x);
    }

    /// <summary>ECPrivateKey (RFC 5915, section 3) without the public key, which the platform computes.</summary>
    private ECDiffieHellman ImportScalar(ReadOnlySpan<byte> scalar)
    {
        Span<byte> der = stackalloc byte[_privateKeyHead.Length + _curve.ScalarSize + _privateKeyTail.Length];
        _privateKeyHead.CopyTo(der);
        scalar.CopyTo(der[_privateKeyHead.Length..]);
        _privateKeyTail.CopyTo(der[(_privateKeyHead.Length + _curve.ScalarSize)..]);
        ECDiffieHellman key = ECDiffieHellman.Create();
        try
        {
            key.ImportECPrivateKey(der, out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>SubjectPublicKeyInfo (RFC 5480, section 2).</summary>
    private ECDiffieHellman ImportPoint(ReadOnlySpan<byte> point)
    {
        _curve.CheckEncoding(point);
        Span<byte> der = stackalloc byte[_publicKeyHead.Length + _curve.PointSize];
        _publicKeyHead.CopyTo(der);
        point.CopyTo(der[_publicKeyHead.Length..]);
        ECDiffieHellman key = ECDiffieHellman.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(der, out _);
            return key;
        }
        catch (CryptographicException e)
        {
            key.Dispose();
            throw _curve.NoPoint(e);
        }
    }

    private void ExportPoint(ECDiffieHellman key, Span<byte> point)
    {
        Span<byte> der = stackalloc byte[_publicKeyHead.Length + _curve.PointSize];
        if (!key.TryExportSubjectPublicKeyInfo(der, out int size) || size != der.Length)
            throw new CryptographicException("The platform encodes a point in a way of its own.");
        der[_publicKeyHead.Length..].CopyTo(point);
    }

    // With the scalar 1 on either side, every step of an exchange is taken.
    private bool Works()
    {
        try
        {
            Span<byte> one = stackalloc byte[_curve.ScalarSize];
            one[^1] = 1;
            Span<byte> generator = stackalloc byte[_curve.PointSize];
            Span<byte> x = stackalloc byte[_curve.ScalarSize];
            using ECDiffieHellman scalar = ImportScalar(one);
            ExportPoint(scalar, generator);
            using ECDiffieHellman point = ImportPoint(generator);
            using ECDiffieHellmanPublicKey publicKey = point.PublicKey;
            Agree(scalar, publicKey, x);
            return x.SequenceEqual(generator.Slice(1, x.Length));
        }
        catch (Exception e) when (e is PlatformNotSupportedException or CryptographicException)
        {
            return false;
        }
    }

    private sealed class Element(PlatformNistGroup group, ECDiffieHellman point) : IGroupElement
    {
        private readonly ECDiffieHellmanPublicKey _publicKey = point.PublicKey;

        public void Exchange(ReadOnlySpan<byte> seed, Span<byte> ephemeralElement, Span<byte> sharedSecret)
        {
            using ECDiffieHellman ephemeral = group.ImportScalar(group._curve.RandomScalar(seed));
            group.ExportPoint(ephemeral, ephemeralElement);
            Agree(ephemeral, _publicKey, sharedSecret);
        }

        public void Dispose()
        {
            _publicKey.Dispose();
            point.Dispose();
        }
    }

    private sealed class Scalar(PlatformNistGroup group, ECDiffieHellman scalar) : IGroupScalar
    {
        public void ExportElement(Span<byte> element) => group.ExportPoint(scalar, element);

        public void Agree(ReadOnlySpan<byte> element, Span<byte> sharedSecret)
        {
            using ECDiffieHellman point = group.ImportPoint(element);
            using ECDiffieHellmanPublicKey publicKey = point.PublicKey;
            PlatformNistGroup.Agree(scalar, publicKey, sharedSecret);
        }

        public void Dispose() => scalar.Dispose();
    }
}
