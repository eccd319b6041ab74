using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// <see cref="SigningKey.AsMLDsa"/> and <see cref="VerifyingKey.AsMLDsa"/>: what the platform's class promises, ours must do.
/// </summary>
public class LentKeyTests
{
    private const string Sha512 = "2.16.840.1.101.3.4.2.3";

    private static readonly byte[] Seed = Keys.Counting(32);
    private static readonly byte[] Data = Keys.Counting(100);
    private static readonly byte[] Context = Keys.Counting(7);

    public static TheoryData<string> Algorithms => ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_LentKey_When_ItSigns_Expect_OurKeyVerifies(string name)
    {
        using SigningKey key = Make(name);
        using MLDsa lent = key.AsMLDsa();
        byte[] signature = lent.SignData(Data, Context);
        Assert.Equal(name, lent.Algorithm.Name);
        Assert.True(key.VerifyingKey.Verify(Data, signature, Context));
        Assert.False(key.VerifyingKey.Verify(Data, signature));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_OurSignature_When_LentKeysVerify_Expect_True(string name)
    {
        using SigningKey key = Make(name);
        using MLDsa lent = key.AsMLDsa();
        using MLDsa verifier = key.VerifyingKey.AsMLDsa();
        byte[] signature = key.Sign(Data, Context);
        Assert.True(lent.VerifyData(Data, signature, Context));
        Assert.True(verifier.VerifyData(Data, signature, Context));
        Assert.False(verifier.VerifyData(Context, signature, Context));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_LentKey_When_Exported_Expect_OurEncodings(string name)
    {
        using SigningKey key = Make(name);
        using MLDsa lent = key.AsMLDsa();
        byte[] expanded = new byte[key.Algorithm.ExpandedPrivateKeySize!.Value];
        key.ExportExpanded(expanded);
        Assert.Equal(Seed, lent.ExportMLDsaPrivateSeed());
        Assert.Equal(expanded, lent.ExportMLDsaPrivateKey());
        Assert.Equal(key.VerifyingKey.Export(), lent.ExportMLDsaPublicKey());
        Assert.Equal(key.ExportPkcs8PrivateKey(), lent.ExportPkcs8PrivateKey());
        Assert.Equal(key.VerifyingKey.ExportSubjectPublicKeyInfo(), lent.ExportSubjectPublicKeyInfo());
        Assert.Equal(key.VerifyingKey.ExportSubjectPublicKeyInfo(), key.VerifyingKey.AsMLDsa().ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void Given_LentKey_When_HashSigned_Expect_OurKeyVerifiesTheHash()
    {
        using SigningKey key = Make("ML-DSA-65");
        using MLDsa lent = key.AsMLDsa();
        byte[] hash = SHA512.HashData(Data);
        byte[] signature = lent.SignPreHash(hash, Sha512, Context);
        Assert.True(key.VerifyingKey.VerifyPreHash(hash, signature, Sha512, Context));
        Assert.True(lent.VerifyPreHash(hash, signature, Sha512, Context));
        Assert.False(lent.VerifyData(hash, signature, Context));
    }

    /// <summary>Mu is made here as FIPS 204, Algorithm 7 has it, for a message in no context.</summary>
    [Fact]
    public void Given_LentKey_When_MuSigned_Expect_ItIsTheMessagesSignature()
    {
        using SigningKey key = Make("ML-DSA-65");
        using MLDsa lent = key.AsMLDsa();
        byte[] tr = new byte[64];
        byte[] mu = new byte[64];
        Sha3.Shake256(key.VerifyingKey.Export(), tr);
        Sha3.Shake256([.. tr, 0, 0, .. Data], mu);
        byte[] signature = lent.SignMu(mu);
        Assert.True(key.VerifyingKey.Verify(Data, signature));
        Assert.True(lent.VerifyMu(mu, signature));
        Assert.False(lent.VerifyMu(tr, signature));
    }

    [Fact]
    public void Given_LentKey_When_Disposed_Expect_LenderStillSigns()
    {
        using SigningKey key = Make("ML-DSA-44");
        MLDsa lent = key.AsMLDsa();
        lent.Dispose();
        Assert.Throws<ObjectDisposedException>(() => lent.SignData(Data));
        Assert.NotEmpty(key.Sign(Data));
    }

    [Fact]
    public void Given_Lender_When_Disposed_Expect_LentKeyUseless()
    {
        SigningKey key = Make("ML-DSA-44");
        using MLDsa lent = key.AsMLDsa();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => lent.SignData(Data));
        Assert.Throws<ObjectDisposedException>(lent.ExportPkcs8PrivateKey);
    }

    [Fact]
    public void Given_LentVerifyingKey_When_AskedForWhatIsPrivate_Expect_CryptographicException()
    {
        using SigningKey key = Make("ML-DSA-44");
        using MLDsa lent = key.VerifyingKey.AsMLDsa();
        Assert.Throws<CryptographicException>(() => lent.SignData(Data));
        Assert.Throws<CryptographicException>(() => lent.SignPreHash(SHA512.HashData(Data), Sha512));
        Assert.Throws<CryptographicException>(() => lent.SignMu(new byte[64]));
        Assert.Throws<CryptographicException>(lent.ExportMLDsaPrivateSeed);
        Assert.Throws<CryptographicException>(lent.ExportMLDsaPrivateKey);
        Assert.Throws<CryptographicException>(lent.ExportPkcs8PrivateKey);
    }

    [Fact]
    public void Given_KeyWithoutItsSeed_When_Lent_Expect_ExpandedFormOnly()
    {
        byte[] expanded = Keys.Expanded(SignatureAlgorithm.MLDsa65, Seed);
        using SigningKey key = SigningKey.ImportExpanded(SignatureAlgorithm.MLDsa65, expanded);
        using MLDsa lent = key.AsMLDsa();
        Assert.Throws<CryptographicException>(lent.ExportMLDsaPrivateSeed);
        Assert.Equal(expanded, lent.ExportMLDsaPrivateKey());
        Assert.True(key.VerifyingKey.Verify(Data, lent.SignData(Data)));
    }

    [Fact]
    public void Given_TooSmallBuffer_When_Exported_Expect_FalseAndNothingWritten()
    {
        using SigningKey key = Make("ML-DSA-65");
        using MLDsa lent = key.AsMLDsa();
        byte[] destination = new byte[key.ExportPkcs8PrivateKey().Length - 1];
        Assert.False(lent.TryExportPkcs8PrivateKey(destination, out int written));
        Assert.Equal(0, written);
        Assert.All(destination, static b => Assert.Equal(0, b));
    }

    private static SigningKey Make(string name) => SigningKey.ImportSeed(SignatureAlgorithm.Parse(name), Seed);
}
