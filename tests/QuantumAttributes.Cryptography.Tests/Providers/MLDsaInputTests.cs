using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Messages, hashes and representatives: which signatures are over the same thing, and which must not be.</summary>
public class MLDsaInputTests
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Sha512 = "2.16.840.1.101.3.4.2.3";
    private const string Sha3_256 = "2.16.840.1.101.3.4.2.8";

    private static readonly byte[] Context = Keys.Counting(7);

    public static TheoryData<string> HashFunctions =>
        [.. Enumerable.Range(1, 12).Select(static arc => $"2.16.840.1.101.3.4.2.{arc}")];

    /// <summary>The bytes before the hash are those of BouncyCastle's encoder and those of the platform's HashML-DSA.</summary>
    [Theory]
    [MemberData(nameof(HashFunctions))]
    public void Given_HashFunction_When_ItsIdentifierIsEncoded_Expect_Der(string oid) =>
        Assert.Equal(new DerObjectIdentifier(oid).GetEncoded(), PreHashFunction.EncodedOid(oid));

    [Theory]
    [MemberData(nameof(HashFunctions))]
    public void Given_HashFunction_When_OneProviderSigns_Expect_OtherVerifies(string oid)
    {
        byte[] hash = DigestUtilities.CalculateDigest(new DerObjectIdentifier(oid), "data"u8.ToArray());
        ProviderSet platform = ProviderUnderTest.Set(ProviderUnderTest.Platform);
        foreach (MLDsaSet set in MLDsaSet.All)
        {
            byte[] signature = new byte[set.SignatureSize];
            using SigningKey one = SigningKey.ImportSeed(set.Algorithm, Keys.Counting(32), platform);
            using SigningKey other = SigningKey.ImportSeed(
                set.Algorithm, Keys.Counting(32), ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));

            one.SignPreHash(hash, signature, oid, Context);
            Assert.True(other.VerifyingKey.VerifyPreHash(hash, signature, oid, Context));
            other.SignPreHash(hash, signature, oid, Context);
            Assert.True(one.VerifyingKey.VerifyPreHash(hash, signature, oid, Context));
        }
    }

    /// <summary>BouncyCastle's own HashML-DSA, which knows SHA-512 alone.</summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_HashSignedByUs_When_BouncyCastlesHashMLDsaVerifies_Expect_Accepted(string provider, string name)
    {
        byte[] data = "data"u8.ToArray();
        MLDsaSet set = MLDsaSet.Of(name);
        MLDsaParameters parameters = name switch
        {
            "ML-DSA-44" => MLDsaParameters.ml_dsa_44_with_sha512,
            "ML-DSA-65" => MLDsaParameters.ml_dsa_65_with_sha512,
            _ => MLDsaParameters.ml_dsa_87_with_sha512,
        };
        byte[] signature = new byte[set.SignatureSize];
        using SigningKey key = SigningKey.Generate(set.Algorithm, ProviderUnderTest.Set(provider));
        key.SignPreHash(System.Security.Cryptography.SHA512.HashData(data), signature, Sha512, Context);

        HashMLDsaSigner verifier = new(parameters, deterministic: false);
        MLDsaPublicKeyParameters publicKey = MLDsaPublicKeyParameters.FromEncoding(parameters, key.VerifyingKey.Export());
        verifier.Init(forSigning: false, new ParametersWithContext(publicKey, Context));
        verifier.BlockUpdate(data, 0, data.Length);
        Assert.True(verifier.VerifySignature(signature));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_SignatureOfAHash_When_VerifiedAsAnythingElse_Expect_Refused(string provider, string name)
    {
        byte[] hash = Keys.Counting(32);
        using SigningKey key = SigningKey.Generate(MLDsaSet.Of(name).Algorithm, ProviderUnderTest.Set(provider));
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        key.SignPreHash(hash, signature, Sha256, Context);

        Assert.True(key.VerifyingKey.VerifyPreHash(hash, signature, Sha256, Context));
        Assert.False(key.VerifyingKey.VerifyPreHash(hash, signature, Sha3_256, Context));
        Assert.False(key.VerifyingKey.VerifyPreHash(hash, signature, Sha256));
        Assert.False(key.VerifyingKey.VerifyPreHash(Keys.Counting(32, from: 1), signature, Sha256, Context));
        Assert.False(key.VerifyingKey.Verify(hash, signature, Context));
        Assert.False(key.VerifyingKey.Verify([.. PreHashFunction.EncodedOid(Sha256), .. hash], signature, Context));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.OnProviders), MemberType = typeof(MLDsaSet))]
    public void Given_RepresentativeOfAMessage_When_Signed_Expect_SignatureOfTheMessage(string provider, string name)
    {
        using SigningKey key = SigningKey.Generate(MLDsaSet.Of(name).Algorithm, ProviderUnderTest.Set(provider));
        byte[] tr = new byte[64];
        byte[] mu = new byte[64];
        Sha3.Shake256(key.VerifyingKey.Export(), tr);
        Sha3.Shake256([.. tr, 0, (byte)Context.Length, .. Context, .. "data"u8], mu);
        byte[] signature = new byte[key.Algorithm.SignatureSize];
        key.SignMu(mu, signature);

        Assert.True(key.VerifyingKey.Verify("data"u8, signature, Context));
        Assert.True(key.VerifyingKey.VerifyMu(mu, signature));
        mu[63] ^= 1;
        Assert.False(key.VerifyingKey.VerifyMu(mu, signature));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_DeterministicMode_When_SignedTwice_Expect_OneSignatureThatVerifies(string name)
    {
        using SigningKey key =
            SigningKey.Generate(MLDsaSet.Of(name).Algorithm, ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle));
        byte[] signature = key.Sign("data"u8, Context, SigningMode.Deterministic);

        Assert.Equal(signature, key.Sign("data"u8, Context, SigningMode.Deterministic));
        Assert.NotEqual(signature, key.Sign("data"u8, Context));
        Assert.True(key.VerifyingKey.Verify("data"u8, signature, Context));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_DeterministicMode_When_PlatformSigns_Expect_AlgorithmNotSupported(string name)
    {
        using SigningKey key = SigningKey.Generate(MLDsaSet.Of(name).Algorithm, ProviderUnderTest.Set(ProviderUnderTest.Platform));
        Assert.Throws<AlgorithmNotSupportedException>(() => key.Sign("data"u8, Context, SigningMode.Deterministic));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_WrongSizes_When_SignedOrVerified_Expect_ArgumentException(string name)
    {
        using SigningKey key = SigningKey.Generate(MLDsaSet.Of(name).Algorithm);
        byte[] signature = new byte[key.Algorithm.SignatureSize];

        Assert.Throws<ArgumentException>("mu", () => key.SignMu(new byte[63], signature));
        Assert.Throws<ArgumentException>("mu", () => key.VerifyingKey.VerifyMu(new byte[65], signature));
        Assert.Throws<ArgumentException>("hash", () => key.SignPreHash(new byte[31], signature, Sha256));
        Assert.Throws<ArgumentException>("hash", () => key.VerifyingKey.VerifyPreHash(new byte[33], signature, Sha256));
        Assert.Throws<ArgumentException>("hashAlgorithmOid", () => key.SignPreHash(new byte[16], signature, "1.2.840.113549.2.5"));
        Assert.Throws<ArgumentException>("context", () => key.SignPreHash(new byte[32], signature, Sha256, new byte[256]));
        Assert.Throws<ArgumentException>("signature", () => key.SignMu(new byte[64], signature.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>("mode", () => key.SignMu(new byte[64], signature, (SigningMode)2));
    }
}
