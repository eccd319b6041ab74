using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography.Tests;

public class SigningRequestTests
{
    public static TheoryData<string> Algorithms => ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_RequestMadeWithLentKey_When_Loaded_Expect_ItsNameAndItsKey(string name)
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name));
        using MLDsa lent = key.AsMLDsa();
        byte[] pkcs10 = new CertificateRequest("CN=applicant", lent).CreateSigningRequest();
        CertificateRequest loaded = CertificateSigningRequest.Load(pkcs10);
        Assert.Equal("CN=applicant", loaded.SubjectName.Name);
        Assert.Equal(key.VerifyingKey.ExportSubjectPublicKeyInfo(), loaded.PublicKey.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void Given_Request_When_Issued_Expect_CertificateForItsKeySignedByIssuer()
    {
        using SigningKey issuer = SigningKey.Generate(SignatureAlgorithm.MLDsa87);
        using SigningKey applicant = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        string pem = Certificates.Request(applicant).CreateSigningRequestPem(applicant.AsSignatureGenerator());
        using X509Certificate2 certificate = CertificateSigningRequest.LoadPem(pem)
            .Create(Certificates.Name, issuer.AsSignatureGenerator(), Certificates.From, Certificates.To, [1]);
        Assert.True(certificate.IsSignedBy(issuer.VerifyingKey));
        Assert.Equal(applicant.VerifyingKey.Thumbprint, certificate.GetVerifyingKey().Thumbprint);
    }

    /// <summary>Who asks for a certificate of a key must hold it (RFC 2986, section 3).</summary>
    [Fact]
    public void Given_RequestForAnothersKey_When_Loaded_Expect_Refused()
    {
        using SigningKey owner = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using SigningKey thief = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        byte[] pkcs10 = Certificates.Request(owner).CreateSigningRequest(thief.AsSignatureGenerator());
        AssertRefused(pkcs10);
    }

    [Fact]
    public void Given_OptionToSkipTheSignature_When_Loaded_Expect_VerifiedAllTheSame()
    {
        using SigningKey owner = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        using SigningKey thief = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        byte[] pkcs10 = Certificates.Request(owner).CreateSigningRequest(thief.AsSignatureGenerator());
        Assert.Throws<CryptographicException>(() =>
            CertificateSigningRequest.Load(pkcs10, CertificateRequestLoadOptions.SkipSignatureValidation));
    }

    /// <summary>A KEM key cannot sign for itself.</summary>
    [Fact]
    public void Given_RequestForKemKey_When_Loaded_Expect_Refused()
    {
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.MLKem768);
        using SigningKey signer = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        CertificateRequest request = new(
            Certificates.Name,
            PublicKey.CreateFromSubjectPublicKeyInfo(key.PublicKey.ExportSubjectPublicKeyInfo(), out _),
            HashAlgorithmName.SHA512);
        AssertRefused(request.CreateSigningRequest(signer.AsSignatureGenerator()));
    }

    [Fact]
    public void Given_ClassicalRequest_When_Loaded_Expect_Refused()
    {
        using ECDsa classical = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        AssertRefused(new CertificateRequest("CN=test", classical, HashAlgorithmName.SHA256).CreateSigningRequest());
    }

    [Fact]
    public void Given_ExtensionsAskedFor_When_Loaded_Expect_TakenOverOnlyOnDemand()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        CertificateRequest request = Certificates.Request(key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        byte[] pkcs10 = request.CreateSigningRequest(key.AsSignatureGenerator());
        Assert.Empty(CertificateSigningRequest.Load(pkcs10).CertificateExtensions);
        Assert.Single(CertificateSigningRequest
            .Load(pkcs10, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions).CertificateExtensions);
    }

    [Fact]
    public void Given_MalformedRequest_When_Loaded_Expect_Refused()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        byte[] good = Certificates.Request(key).CreateSigningRequest(key.AsSignatureGenerator());
        AssertRefused([]);
        AssertRefused([.. good, 0]);
        AssertRefused([0x30, 0x80, .. good[4..], 0, 0]);
        AssertRefused(key.VerifyingKey.ExportSubjectPublicKeyInfo());
        for (int length = 0; length < good.Length; length += 97)
            AssertRefused(good[..length]);
        for (int at = 0; at < good.Length; at += 61)
        {
            byte[] bad = [.. good];
            bad[at] ^= 0x10;
            AssertRefused(bad);
        }
    }

    [Fact]
    public void Given_SignatureWithUnusedBits_When_Loaded_Expect_Refused()
    {
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        byte[] good = Certificates.Request(key).CreateSigningRequest(key.AsSignatureGenerator());
        AsnReader request = new AsnReader(good, AsnEncodingRules.DER).ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(request.ReadEncodedValue().Span);
            writer.WriteEncodedValue(request.ReadEncodedValue().Span);
            byte[] signature = request.ReadBitString(out _);
            signature[^1] &= 0xFE;
            writer.WriteBitString(signature, 1);
        }

        AssertRefused(writer.Encode());
    }

    private static void AssertRefused(byte[] pkcs10) =>
        Assert.ThrowsAny<CryptographicException>(() => CertificateSigningRequest.Load(pkcs10));
}
