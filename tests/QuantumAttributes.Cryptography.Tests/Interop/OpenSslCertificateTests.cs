using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Certificates and signing requests that OpenSSL makes, we read and verify; and the other way round.</summary>
public class OpenSslCertificateTests
{
    [Theory]
    [MemberData(nameof(OpenSslSets.Issuers), MemberType = typeof(OpenSslSets))]
    public void Given_OpenSslsCertificate_When_Read_Expect_ItsKeyAndItsSignature(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        ProviderSet providers = ProviderUnderTest.Set(provider);
        OpenSslSelfSigns(openSsl, name);
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(openSsl.Read("root.pem"));
        using VerifyingKey read = certificate.GetVerifyingKey(providers);
        Assert.Equal(openSsl.Read("public.der"), read.ExportSubjectPublicKeyInfo());
        Assert.True(certificate.IsSignedBy(read));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Issuers), MemberType = typeof(OpenSslSets))]
    public void Given_OurCertificate_When_OpenSslVerifiesIt_Expect_Accepted(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        using X509Certificate2 certificate = Certificates.SelfSigned(key);
        openSsl.Write("root.pem", certificate.ExportCertificatePem());
        openSsl.Run("verify", "-check_ss_sig", "-x509_strict", "-CAfile", "root.pem", "root.pem");
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Issuers), MemberType = typeof(OpenSslSets))]
    public void Given_OpenSslsRequest_When_Loaded_Expect_ItsKey(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        openSsl.Run("req", "-new", "-key", "key.pem", "-subj", "/CN=applicant", "-out", "request.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        CertificateRequest request =
            CertificateSigningRequest.LoadPem(openSsl.ReadText("request.pem"), providers: ProviderUnderTest.Set(provider));
        Assert.Equal("CN=applicant", request.SubjectName.Name);
        Assert.Equal(openSsl.Read("public.der"), request.PublicKey.ExportSubjectPublicKeyInfo());
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Issuers), MemberType = typeof(OpenSslSets))]
    public void Given_OurRequest_When_OpenSslVerifiesIt_Expect_Accepted(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        openSsl.Write("request.pem", Certificates.Request(key).CreateSigningRequestPem(key.AsSignatureGenerator()));
        openSsl.Run("req", "-in", "request.pem", "-verify", "-noout");
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.MLDsas), MemberType = typeof(OpenSslSets))]
    public void Given_CertificateMadeWithLentKey_When_OpenSslVerifiesIt_Expect_Accepted(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        using System.Security.Cryptography.MLDsa lent = key.AsMLDsa();
        CertificateRequest request = new("CN=test", lent);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 certificate = request.CreateSelfSigned(Certificates.From, Certificates.To);
        openSsl.Write("root.pem", certificate.ExportCertificatePem());
        openSsl.Write("request.pem", request.CreateSigningRequestPem());
        openSsl.Run("verify", "-check_ss_sig", "-CAfile", "root.pem", "root.pem");
        openSsl.Run("req", "-in", "request.pem", "-verify", "-noout");
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Kems), MemberType = typeof(OpenSslSets))]
    public void Given_OpenSslsKemCertificate_When_Read_Expect_ItsKeyAndItsSignature(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        ProviderSet providers = ProviderUnderTest.Set(provider);
        OpenSslSelfSigns(openSsl, "ML-DSA-65");
        openSsl.Run("genpkey", "-algorithm", name, "-out", "kem.pem");
        openSsl.Run("pkey", "-in", "kem.pem", "-pubout", "-out", "public.pem");
        openSsl.Write("extensions", "keyUsage = critical, keyEncipherment");
        openSsl.Run(
            "x509", "-new", "-force_pubkey", "public.pem", "-subj", "/CN=recipient", "-CA", "root.pem", "-CAkey", "key.pem",
            "-extfile", "extensions", "-days", "2", "-out", "leaf.pem");
        using X509Certificate2 root = X509CertificateLoader.LoadCertificate(openSsl.Read("root.pem"));
        using X509Certificate2 leaf = X509CertificateLoader.LoadCertificate(openSsl.Read("leaf.pem"));
        using KemPrivateKey key = KemPrivateKey.ImportFromPem(openSsl.ReadText("kem.pem"), providers);
        Assert.Equal(key.PublicKey.Export(), leaf.GetKemPublicKey(providers).Export());
        Assert.True(leaf.IsSignedBy(root.GetVerifyingKey(providers)));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Kems), MemberType = typeof(OpenSslSets))]
    public void Given_OurKemCertificate_When_OpenSslVerifiesIt_Expect_AcceptedWithOurKey(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        ProviderSet providers = ProviderUnderTest.Set(provider);
        using SigningKey issuer = SigningKey.Generate(SignatureAlgorithm.MLDsa65, providers);
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), providers);
        using X509Certificate2 root = Certificates.SelfSigned(issuer);
        using X509Certificate2 leaf = Certificates.Issue(issuer, key.PublicKey, X509KeyUsageFlags.KeyEncipherment);
        openSsl.Write("root.pem", root.ExportCertificatePem());
        openSsl.Write("leaf.pem", leaf.ExportCertificatePem());
        openSsl.Run("verify", "-CAfile", "root.pem", "leaf.pem");
        openSsl.Run("x509", "-in", "leaf.pem", "-noout", "-pubkey", "-out", "public.pem");
        Assert.Equal(key.PublicKey.ExportSubjectPublicKeyInfoPem(), openSsl.ReadText("public.pem").TrimEnd());
    }

    private static void OpenSslSelfSigns(OpenSsl openSsl, string name)
    {
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        openSsl.Run("req", "-x509", "-new", "-key", "key.pem", "-subj", "/CN=issuer", "-days", "2", "-out", "root.pem");
    }
}
