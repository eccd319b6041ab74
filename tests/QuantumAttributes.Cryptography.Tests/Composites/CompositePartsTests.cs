using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The construction, rebuilt from its parts: M' by the test, ML-DSA by the other provider where there is one, ECDSA by BouncyCastle
/// where the code under test has the platform's. EdDSA has no second implementation here; its oracle are the LAMPS vectors.
/// </summary>
public class CompositePartsTests
{
    private static readonly byte[] Message = "message"u8.ToArray();
    private static readonly byte[] Context = "context"u8.ToArray();

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_CompositeSignature_When_TakenApart_Expect_EachPartGoodOverTheRepresentative(string name, string provider)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        SignatureAlgorithm mlDsa = CompositeParts.MLDsaOf(algorithm);
        using SigningKey key = SigningKey.Generate(algorithm, ProviderUnderTest.Set(provider));
        byte[] publicKey = key.VerifyingKey.Export();
        byte[] signature = key.Sign(Message, Context);
        byte[] representative = CompositeParts.Representative(algorithm, Message, Context);

        using VerifyingKey first = VerifyingKey.Import(mlDsa, publicKey.AsSpan(0, mlDsa.PublicKeySize), OtherThan(provider));
        Assert.True(first.Verify(representative, signature.AsSpan(0, mlDsa.SignatureSize), CompositeParts.LabelOf(algorithm)));
        Assert.True(VerifyTraditional(
            algorithm, publicKey[mlDsa.PublicKeySize..], representative, signature[mlDsa.SignatureSize..]));
    }

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_PartsOverTheRepresentative_When_PutTogether_Expect_Accepted(string name, string provider)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        byte[] representative = CompositeParts.Representative(key.Algorithm, Message, Context);

        byte[] signature =
        [
            .. CompositeParts.SignMLDsa(key, representative, CompositeParts.LabelOf(key.Algorithm)),
            .. CompositeParts.SignTraditional(key, representative),
        ];

        Assert.True(key.VerifyingKey.Verify(Message, signature, Context));
    }

    /// <summary>The platform's ECDSA makes both halves of a pair; BouncyCastle's arithmetic must agree on them.</summary>
    [Theory]
    [MemberData(nameof(CompositeParts.Names), MemberType = typeof(CompositeParts))]
    public void Given_PrivateKey_When_PublicKeyDerivedElsewhere_Expect_Same(string name)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        using SigningKey key = SigningKey.Generate(algorithm);
        byte[] publicKey = key.VerifyingKey.Export();
        byte[] privateKey = CompositeParts.PrivateKeyOf(key);

        using SigningKey mlDsa = SigningKey.ImportSeed(CompositeParts.MLDsaOf(algorithm), privateKey.AsSpan(0, CompositeParts.SeedSize));
        Assert.Equal([.. mlDsa.VerifyingKey.Export(), .. DeriveTraditional(algorithm, privateKey[CompositeParts.SeedSize..])], publicKey);
    }

    private static ProviderSet OtherThan(string provider) => ProviderUnderTest.Set(
        provider == ProviderUnderTest.BouncyCastle && ProviderUnderTest.PlatformIsSupported
            ? ProviderUnderTest.Platform
            : ProviderUnderTest.BouncyCastle);

    private static ECDomainParameters? CurveOf(SignatureAlgorithm algorithm) => algorithm.Name.Split('-') switch
    {
        [_, "ECDSA", ['P', .. var size], _] => ECDomainParameters.FromX9ECParameters(ECNamedCurveTable.GetByName("P-" + size)),
        [_, "ECDSA", var curve, _] => ECDomainParameters.FromX9ECParameters(ECNamedCurveTable.GetByName(curve)),
        _ => null,
    };

    private static bool VerifyTraditional(SignatureAlgorithm algorithm, byte[] publicKey, byte[] message, byte[] signature)
    {
        if (CurveOf(algorithm) is not { } curve)
        {
            return algorithm.Name.Contains("Ed448", StringComparison.Ordinal)
                ? Org.BouncyCastle.Math.EC.Rfc8032.Ed448.Verify(signature, 0, publicKey, 0, [], message, 0, message.Length)
                : Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Verify(signature, 0, publicKey, 0, message, 0, message.Length);
        }

        Asn1Sequence rs = Asn1Sequence.GetInstance(signature);
        ECDsaSigner ecdsa = new();
        ecdsa.Init(forSigning: false, new ECPublicKeyParameters(curve.Curve.DecodePoint(publicKey), curve));
        return ecdsa.VerifySignature(
            DigestUtilities.CalculateDigest(HashOf(curve), message),
            DerInteger.GetInstance(rs[0]).PositiveValue,
            DerInteger.GetInstance(rs[1]).PositiveValue);
    }

    private static string HashOf(ECDomainParameters curve) => curve.N.BitLength switch
    {
        256 => "SHA-256",
        384 => "SHA-384",
        _ => "SHA-512",
    };

    private static byte[] DeriveTraditional(SignatureAlgorithm algorithm, byte[] privateKey)
    {
        if (CurveOf(algorithm) is { } curve)
        {
            // ECPrivateKey: version, private key, parameters.
            Asn1Sequence sequence = Asn1Sequence.GetInstance(privateKey);
            Org.BouncyCastle.Math.BigInteger d = new(1, Asn1OctetString.GetInstance(sequence[1]).GetOctets());
            return curve.G.Multiply(d).GetEncoded(compressed: false);
        }

        return algorithm.Name.Contains("Ed448", StringComparison.Ordinal)
            ? new Ed448PrivateKeyParameters(privateKey).GeneratePublicKey().GetEncoded()
            : new Ed25519PrivateKeyParameters(privateKey).GeneratePublicKey().GetEncoded();
    }
}
