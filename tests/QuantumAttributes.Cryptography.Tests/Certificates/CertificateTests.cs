using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography.Tests;

public class CertificateTests
{
    public static TheoryData<string> Algorithms => ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_LentKey_When_SelfSigned_Expect_OurKeyAndOurSignature(string name)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name));
        using X509Certificate2 certificate = Certificates.SelfSigned(key);
        using VerifyingKey read = certificate.GetVerifyingKey();
        Assert.Equal(key.VerifyingKey.Thumbprint, read.Thumbprint);
        Assert.True(certificate.IsSignedBy(read));
        Assert.Equal(key.Algorithm.Oid, certificate.SignatureAlgorithm.Value);
    }

    /// <summary>The one call that a platform without ML-DSA cannot make: it attaches the private key.</summary>
    [Fact]
    public void Given_PlatformWithMLDsa_When_CreateSelfSigned_Expect_CertificateWithTheKey()
    {
        Assert.SkipUnless(ProviderUnderTest.PlatformIsSupported, ProviderUnderTest.PlatformMissing);
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        using MLDsa lent = key.AsMLDsa();
        using X509Certificate2 certificate = new CertificateRequest("CN=test", lent)
            .CreateSelfSigned(Certificates.From, Certificates.To);
        using MLDsa? attached = certificate.GetMLDsaPrivateKey();
        Assert.Equal(key.ExportSeed(), attached?.ExportMLDsaPrivateSeed());
        Assert.True(certificate.IsSignedBy(key.VerifyingKey));
    }

    [Fact]
    public void Given_PlatformWithMLDsa_When_ChainOfOursBuilt_Expect_Trusted()
    {
        Assert.SkipUnless(ProviderUnderTest.PlatformIsSupported, ProviderUnderTest.PlatformMissing);
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        using X509Certificate2 root = Certificates.SelfSigned(key);
        using KemPrivateKey kem = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        using X509Certificate2 leaf = Certificates.Issue(key, kem.PublicKey, X509KeyUsageFlags.KeyEncipherment);
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(leaf), string.Join(' ', chain.ChainStatus.Select(static s => s.StatusInformation)));
    }

    [Theory]
    [InlineData("ML-KEM-512")]
    [InlineData("ML-KEM-768")]
    [InlineData("ML-KEM-1024")]
    [InlineData("X-Wing")]
    public void Given_KemKey_When_Certified_Expect_KeyReadAndSecretShared(string name)
    {
        using SigningKey issuer = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name));
        using X509Certificate2 certificate = Certificates.Issue(issuer, key.PublicKey, X509KeyUsageFlags.KeyEncipherment);
        using KemPublicKey recipient = certificate.GetKemPublicKey();
        (byte[] ciphertext, byte[] secret) = recipient.Encapsulate();
        Assert.Equal(secret, key.Decapsulate(ciphertext));
        Assert.True(certificate.IsSignedBy(issuer.VerifyingKey));
    }

    [Fact]
    public void Given_AnotherKeyOfTheSameAlgorithm_When_SignatureVerified_Expect_False()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using SigningKey other = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using X509Certificate2 certificate = Certificates.SelfSigned(key);
        Assert.False(certificate.IsSignedBy(other.VerifyingKey));
    }

    [Fact]
    public void Given_KeyOfAnotherAlgorithm_When_SignatureVerified_Expect_False()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using SigningKey other = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
        using X509Certificate2 certificate = Certificates.SelfSigned(key);
        Assert.False(certificate.IsSignedBy(other.VerifyingKey));
    }

    [Fact]
    public void Given_CertificateWithABitFlipped_When_SignatureVerified_Expect_FalseOrRefused()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        byte[] good = Certificates.SelfSigned(key).RawData;
        // The subject's common name, and the signature.
        foreach (int at in (int[])[good.AsSpan().LastIndexOf("test"u8), good.Length - 1])
        {
            byte[] bad = [.. good];
            bad[at] ^= 1;
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(bad);
            Assert.False(certificate.IsSignedBy(key.VerifyingKey));
        }
    }

    /// <summary>RFC 5280, section 4.1.1.2: the algorithm is named twice, alike. Only the inner name is signed.</summary>
    [Fact]
    public void Given_OuterAlgorithmUnlikeTheInner_When_SignatureVerified_Expect_Refused()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        byte[] bad = Certificates.SelfSigned(key).RawData;
        byte[] oid = AlgorithmIdentifier.Encode(key.Algorithm.Oid!);
        bad[bad.AsSpan().LastIndexOf(oid) + oid.Length - 1]++;
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(bad);
        Assert.Throws<CryptographicException>(() => certificate.IsSignedBy(key.VerifyingKey));
    }

    [Fact]
    public void Given_SignatureAlgorithmWithParameters_When_SignatureVerified_Expect_False()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        X509SignatureGenerator generator = new NullParameterGenerator(key.AsSignatureGenerator());
        using X509Certificate2 certificate = Certificates.Request(key)
            .Create(new X500DistinguishedName("CN=test"), generator, Certificates.From, Certificates.To, [1]);
        Assert.False(certificate.IsSignedBy(key.VerifyingKey));
    }

    /// <summary>RFC 9881, section 5.</summary>
    [Theory]
    [InlineData(X509KeyUsageFlags.DigitalSignature, true)]
    [InlineData(X509KeyUsageFlags.NonRepudiation, true)]
    [InlineData(X509KeyUsageFlags.KeyCertSign, true)]
    [InlineData(X509KeyUsageFlags.CrlSign, true)]
    [InlineData(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature, true)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, false)]
    [InlineData(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, false)]
    [InlineData(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.DataEncipherment, false)]
    [InlineData(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement, false)]
    [InlineData(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement | X509KeyUsageFlags.EncipherOnly, false)]
    [InlineData(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement | X509KeyUsageFlags.DecipherOnly, false)]
    [InlineData(X509KeyUsageFlags.None, false)]
    public void Given_KeyUsage_When_VerifyingKeyRead_Expect_OnlySigningAccepted(X509KeyUsageFlags usage, bool accepted)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using X509Certificate2 certificate = Certificates.Issue(key, key.VerifyingKey, usage);
        if (accepted)
            certificate.GetVerifyingKey().Dispose();
        else
            Assert.Throws<CryptographicException>(() => certificate.GetVerifyingKey());
    }

    /// <summary>RFC 9935, section 5.</summary>
    [Theory]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, true)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DigitalSignature, false)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment, false)]
    [InlineData(X509KeyUsageFlags.KeyAgreement, false)]
    [InlineData(X509KeyUsageFlags.DigitalSignature, false)]
    [InlineData(X509KeyUsageFlags.None, false)]
    public void Given_KeyUsage_When_KemKeyRead_Expect_OnlyKeyEnciphermentAccepted(X509KeyUsageFlags usage, bool accepted)
    {
        using SigningKey issuer = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        using X509Certificate2 certificate = Certificates.Issue(issuer, key.PublicKey, usage);
        if (accepted)
            certificate.GetKemPublicKey().Dispose();
        else
            Assert.Throws<CryptographicException>(() => certificate.GetKemPublicKey());
    }

    [Fact]
    public void Given_NoKeyUsage_When_KeysRead_Expect_Accepted()
    {
        using SigningKey issuer = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        using X509Certificate2 signing = Certificates.Issue(issuer, issuer.VerifyingKey, usage: null);
        using X509Certificate2 recipient = Certificates.Issue(issuer, key.PublicKey, usage: null);
        Assert.Equal(issuer.VerifyingKey.Export(), signing.GetVerifyingKey().Export());
        Assert.Equal(key.PublicKey.Export(), recipient.GetKemPublicKey().Export());
    }

    [Fact]
    public void Given_KeyOfTheOtherKind_When_Read_Expect_Refused()
    {
        using SigningKey issuer = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        using X509Certificate2 signing = Certificates.Issue(issuer, issuer.VerifyingKey, usage: null);
        using X509Certificate2 recipient = Certificates.Issue(issuer, key.PublicKey, usage: null);
        Assert.Throws<CryptographicException>(() => signing.GetKemPublicKey());
        Assert.Throws<CryptographicException>(() => recipient.GetVerifyingKey());
    }

    [Fact]
    public void Given_ClassicalCertificate_When_Read_Expect_RefusedAndNotSigned()
    {
        using ECDsa classical = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=test", classical, HashAlgorithmName.SHA256)
            .CreateSelfSigned(Certificates.From, Certificates.To);
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        Assert.Throws<CryptographicException>(() => certificate.GetVerifyingKey());
        Assert.Throws<CryptographicException>(() => certificate.GetKemPublicKey());
        Assert.False(certificate.IsSignedBy(key.VerifyingKey));
    }

    /// <summary>An extension comes once (RFC 5280, section 4.2). Of two usages one reader sees the first, another the second.</summary>
    [Fact]
    public void Given_TwoKeyUsages_When_KeyRead_Expect_Refused()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        byte[] bad = Certificates.WithExtensionRenamedToKeyUsage(key);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(bad);
        CryptographicException e = Assert.Throws<CryptographicException>(() => certificate.GetVerifyingKey());
        Assert.Contains("two key usages", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_Null_When_Used_Expect_ArgumentNullException()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        X509Certificate2 none = null!;
        Assert.Throws<ArgumentNullException>(() => none.GetVerifyingKey());
        Assert.Throws<ArgumentNullException>(() => none.GetKemPublicKey());
        Assert.Throws<ArgumentNullException>(() => none.IsSignedBy(key.VerifyingKey));
        Assert.Throws<ArgumentNullException>(() => Certificates.SelfSigned(key).IsSignedBy(null!));
    }

    private sealed class NullParameterGenerator(X509SignatureGenerator inner) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
        {
            byte[] plain = inner.GetSignatureAlgorithmIdentifier(hashAlgorithm);
            return [plain[0], (byte)(plain[1] + 2), .. plain[2..], 5, 0];
        }

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => inner.SignData(data, hashAlgorithm);

        protected override PublicKey BuildPublicKey() => inner.PublicKey;
    }
}
