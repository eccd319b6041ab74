using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What of composite keys is refused, and what they cannot do.</summary>
public class CompositeKeyTests
{
    private const int ScalarOffset = 7;

    private static readonly byte[] Seed = Keys.Counting(CompositeParts.SeedSize);

    public static TheoryData<string> Ecdsa => [.. CompositeParts.All.Where(static a => CurveOf(a) is not null).Select(static a => a.Name)];

    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_ScalarOutOfRange_When_Imported_Expect_Refused(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        PlatformCurve curve = CurveOf(algorithm)!;

        foreach (BigInteger scalar in (BigInteger[])[0, curve.Order, curve.Order + 1, (BigInteger.One << (8 * curve.Size)) - 1])
            AssertRefused("[1, n - 1]", algorithm, [.. Seed, .. EcPrivateKey(curve.Oid, Scalar(scalar, curve.Size))]);
    }

    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_ScalarAtTheEdge_When_Imported_Expect_KeyThatSigns(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        PlatformCurve curve = CurveOf(algorithm)!;

        foreach (BigInteger scalar in (BigInteger[])[1, curve.Order - 1])
        {
            byte[] privateKey = [.. Seed, .. EcPrivateKey(curve.Oid, Scalar(scalar, curve.Size))];
            using SigningKey key = SigningKey.ImportExpanded(algorithm, privateKey);
            Assert.Equal(privateKey, CompositeParts.PrivateKeyOf(key));
            Assert.True(key.VerifyingKey.Verify("data"u8, key.Sign("data"u8)));
        }
    }

    /// <summary>The draft wants the curve's identifier and no public key; anything else has another size or other bytes.</summary>
    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_OtherEcPrivateKey_When_Imported_Expect_Refused(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        PlatformCurve curve = CurveOf(algorithm)!;
        string oid = curve.Oid;
        byte[] scalar = Scalar(1, curve.Size);
        string otherOid = oid[..^1] + (oid[^1] == '1' ? '2' : '1');

        AssertRefused(algorithm, EcPrivateKey(otherOid, scalar));
        AssertRefused(algorithm, EcPrivateKey(oid, scalar, version: 0));
        AssertRefused(algorithm, EcPrivateKey(oid, scalar, parametersTag: 1));
        AssertRefused(algorithm, EcPrivateKey(oid, scalar[1..]));
        AssertRefused(algorithm, EcPrivateKey(oid, [0, .. scalar]));
        AssertRefused(algorithm, EcPrivateKey(null, scalar));
        AssertRefused(algorithm, EcPrivateKey(oid, scalar, publicKey: [0x04, .. scalar, .. scalar]));
        AssertRefused(algorithm, scalar);
        AssertRefused(algorithm, []);
        AssertRefused(algorithm, [.. EcPrivateKey(oid, scalar), 0]);
    }

    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_EachByteAroundTheScalarChanged_When_Imported_Expect_Refused(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        PlatformCurve curve = CurveOf(algorithm)!;
        byte[] scalar = Scalar(1, curve.Size);
        byte[] privateKey = EcPrivateKey(curve.Oid, scalar);

        foreach (int i in Enumerable.Range(0, privateKey.Length).Where(i => i < ScalarOffset || i >= ScalarOffset + scalar.Length))
        {
            byte[] changed = [.. privateKey];
            changed[i] ^= 1;
            AssertRefused("ECPrivateKey", algorithm, [.. Seed, .. changed]);
        }
    }

    [Theory]
    [MemberData(nameof(Ecdsa))]
    public void Given_NoPointOnTheCurve_When_Imported_Expect_Refused(string name)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name));
        byte[] publicKey = key.VerifyingKey.Export();
        int point = CompositeParts.MLDsaOf(key.Algorithm).PublicKeySize;
        PlatformCurve curve = CurveOf(key.Algorithm)!;
        int size = curve.Size;
        BigInteger y = Number(publicKey[^size..]);

        AssertRefused(key.Algorithm, publicKey, bytes => bytes[^1] ^= 1);
        AssertRefused(key.Algorithm, publicKey, bytes => bytes[point + size] ^= 1);
        AssertRefused(key.Algorithm, publicKey, bytes => bytes[point] = 0x02);
        AssertRefused(key.Algorithm, publicKey, bytes => bytes[point] = (byte)(0x06 | (bytes[^1] & 1)));
        AssertRefused(key.Algorithm, publicKey, bytes => bytes.AsSpan(point + 1).Clear());
        AssertRefused(key.Algorithm, publicKey, bytes => bytes.AsSpan(point).Clear());
        AssertRefused(key.Algorithm, publicKey, bytes => bytes.AsSpan(point + 1).Fill(0xFF));

        byte[] negated = [.. publicKey[..^size], .. Scalar(curve.Prime - y, size)];
        using VerifyingKey accepted = VerifyingKey.Import(key.Algorithm, negated);
        Assert.False(accepted.Verify("data"u8, key.Sign("data"u8)));
    }

    /// <summary>A coordinate of p or more is another encoding of a point, of which there must be one.</summary>
    [Fact]
    public void Given_CoordinateNotReduced_When_PointChecked_Expect_Refused()
    {
        // On P-521 there is room above p, and x = 0 gives a point: y is the root of b.
        PlatformCurve curve = CurveOf(SignatureAlgorithm.MLDsa87EcdsaP521)!;
        BigInteger p = curve.Prime;
        BigInteger y = BigInteger.ModPow(curve.B, (p + 1) / 4, p);

        Assert.True(EllipticCurve.P521.IsPoint([0x04, .. new byte[66], .. Scalar(y, 66)]));
        Assert.False(EllipticCurve.P521.IsPoint([0x04, .. Scalar(p, 66), .. Scalar(y, 66)]));
        Assert.False(EllipticCurve.P521.IsPoint([0x04, .. new byte[66], .. Scalar(y + p, 66)]));
        Assert.False(EllipticCurve.P521.IsPoint([0x04, .. new byte[66], .. Scalar(y, 66)[..^1]]));
        Assert.False(EllipticCurve.P521.IsPoint([]));
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_KeyOfOtherSize_When_Imported_Expect_Refused(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        using SigningKey key = SigningKey.Generate(algorithm, providers);
        byte[] publicKey = key.VerifyingKey.Export();
        byte[] privateKey = CompositeParts.PrivateKeyOf(key);

        foreach (byte[] wrong in (byte[][])[publicKey[..^1], [.. publicKey, 0], []])
            Assert.Throws<CryptographicException>(() => VerifyingKey.Import(algorithm, wrong, providers));
        foreach (byte[] wrong in (byte[][])[privateKey[..^1], [.. privateKey, 0], privateKey[..CompositeParts.SeedSize], []])
        {
            Assert.Throws<CryptographicException>(() => SigningKey.ImportExpanded(algorithm, wrong, providers));
            Assert.Throws<CryptographicException>(() => SigningKey.ImportPkcs8PrivateKey(Pkcs8(algorithm, wrong), providers));
        }
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_Pkcs8WithPublicKey_When_Imported_Expect_OnlyItsOwnAccepted(string name, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), providers);
        byte[] publicKey = key.VerifyingKey.Export();
        byte[] privateKey = CompositeParts.PrivateKeyOf(key);

        using SigningKey again = SigningKey.ImportPkcs8PrivateKey(Pkcs8(key.Algorithm, privateKey, publicKey), providers);
        Assert.Equal(publicKey, again.VerifyingKey.Export());
        foreach (int position in (int[])[0, publicKey.Length - 1])
        {
            byte[] other = [.. publicKey];
            other[position] ^= 1;
            Assert.Throws<CryptographicException>(
                () => SigningKey.ImportPkcs8PrivateKey(Pkcs8(key.Algorithm, privateKey, other), providers));
        }
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_CompositeKey_When_AskedForWhatItHasNot_Expect_TypedErrors(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        ProviderSet providers = ProviderUnderTest.Set(provider);
        using SigningKey key = SigningKey.Generate(algorithm, providers);
        byte[] signature = new byte[algorithm.SignatureSize];

        Assert.False(key.HasSeed);
        Assert.Throws<CryptographicException>(() => key.ExportSeed());
        Assert.Throws<CryptographicException>(() => SigningKey.ImportSeed(algorithm, Seed, providers));
        Assert.Throws<NotSupportedException>(() => key.Sign("data"u8, mode: SigningMode.Deterministic));
        Assert.Throws<NotSupportedException>(() => key.SignPreHash(new byte[32], signature, "2.16.840.1.101.3.4.2.1"));
        Assert.Throws<NotSupportedException>(() => key.SignMu(new byte[64], signature));
        Assert.Throws<NotSupportedException>(() => key.VerifyingKey.VerifyMu(new byte[64], signature));
        Assert.Throws<NotSupportedException>(() => key.VerifyingKey.ToJwk());
        Assert.Throws<ArgumentException>(() => key.Sign("data"u8, signature.AsSpan(1)));
    }

    /// <summary>The contracts for providers say so too, to those who call them directly.</summary>
    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_Scheme_When_AskedForWhatItHasNot_Expect_NotSupported(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        ISignatureScheme scheme = ProviderUnderTest.Set(provider).Get(algorithm);
        using ISigner signer = scheme.GenerateSigner();
        byte[] publicKey = new byte[algorithm.PublicKeySize];
        signer.ExportPublicKey(publicKey);
        using IVerifier verifier = scheme.CreateVerifier(publicKey);
        byte[] signature = new byte[algorithm.SignatureSize];

        Assert.Throws<NotSupportedException>(() => scheme.CreateSignerFromSeed(Seed));
        Assert.Throws<AlgorithmNotSupportedException>(
            () => signer.Sign(SignatureInput.OfMessage([]), signature, SigningMode.Deterministic));
        Assert.Throws<AlgorithmNotSupportedException>(
            () => signer.Sign(SignatureInput.OfMu(new byte[64]), signature, SigningMode.Hedged));
        Assert.Throws<AlgorithmNotSupportedException>(() => verifier.Verify(SignatureInput.OfMu(new byte[64]), signature));
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_DisposedKeys_When_Used_Expect_ObjectDisposedException(string name, string provider)
    {
        SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        byte[] signature = key.Sign("data"u8);
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Sign("data"u8));
        Assert.Throws<ObjectDisposedException>(key.ExportPkcs8PrivateKey);
        Assert.Throws<ObjectDisposedException>(() => CompositeParts.PrivateKeyOf(key));
        Assert.True(key.VerifyingKey.Verify("data"u8, signature));

        key.VerifyingKey.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.VerifyingKey.Verify("data"u8, signature));
    }

    private static void AssertRefused(SignatureAlgorithm algorithm, byte[] traditional) =>
        AssertRefused("", algorithm, [.. Seed, .. traditional]);

    private static void AssertRefused(string mention, SignatureAlgorithm algorithm, byte[] privateKey)
    {
        foreach (Func<SigningKey> import in (Func<SigningKey>[])
        [
            () => SigningKey.ImportExpanded(algorithm, privateKey),
            () => SigningKey.ImportPkcs8PrivateKey(Pkcs8(algorithm, privateKey)),
        ])
        {
            Assert.Contains(mention, Assert.Throws<CryptographicException>(import).Message, StringComparison.Ordinal);
        }
    }

    private static void AssertRefused(SignatureAlgorithm algorithm, byte[] publicKey, Action<byte[]> change)
    {
        byte[] changed = [.. publicKey];
        change(changed);
        Assert.Contains(
            "uncompressed point",
            Assert.Throws<CryptographicException>(() => VerifyingKey.Import(algorithm, changed)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>The platform's own parameters of a composite's curve; null where it has none.</summary>
    private static PlatformCurve? CurveOf(SignatureAlgorithm algorithm)
    {
        if (algorithm.Name.Split('-') is not [_, "ECDSA", var name, _])
            return null;
        using ECDsa ecdsa = ECDsa.Create(ECCurve.CreateFromFriendlyName(name[0] == 'P' ? "nist" + name : name));
        ECCurve curve = ecdsa.ExportExplicitParameters(includePrivateParameters: false).Curve;
        return new PlatformCurve(
            ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid.Value!,
            curve.Order!.Length,
            Number(curve.Prime!),
            Number(curve.B!),
            Number(curve.Order));
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Scalar(BigInteger value, int size)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[size - bytes.Length], .. bytes];
    }

    private static byte[] EcPrivateKey(
        string? oid, byte[] scalar, int version = 1, int parametersTag = 0, byte[]? publicKey = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(version);
            writer.WriteOctetString(scalar);
            if (oid is not null)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, parametersTag)))
                    writer.WriteObjectIdentifier(oid);
            }

            if (publicKey is not null)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
                    writer.WriteBitString(publicKey);
            }
        }

        return writer.Encode();
    }

    private static byte[] Pkcs8(SignatureAlgorithm algorithm, byte[] privateKey, byte[]? publicKey = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(publicKey is null ? 0 : 1);
            using (writer.PushSequence())
                writer.WriteObjectIdentifier(algorithm.Oid!);
            writer.WriteOctetString(privateKey);
            if (publicKey is not null)
                writer.WriteBitString(publicKey, tag: new Asn1Tag(TagClass.ContextSpecific, 1));
        }

        return writer.Encode();
    }

    private sealed record PlatformCurve(string Oid, int Size, BigInteger Prime, BigInteger B, BigInteger Order);
}
