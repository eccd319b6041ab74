namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Keys that OpenSSL writes, we read; and the other way round.</summary>
public class OpenSslKeyTests
{
    private static readonly string[] Forms = ["seed-only", "priv-only", "seed-priv"];

    [Theory]
    [MemberData(nameof(OpenSslSets.Kems), MemberType = typeof(OpenSslSets))]
    public void Given_OpenSslsKemKeyInEveryForm_When_Read_Expect_ItsPublicKey(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        ProviderSet providers = ProviderUnderTest.Set(provider);
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        foreach (string form in Forms)
        {
            openSsl.Run("pkey", "-in", "key.pem", "-provparam", $"ml-kem.output_formats={form}", "-out", "form.pem");
            using KemPrivateKey key = KemPrivateKey.ImportFromPem(openSsl.ReadText("form.pem"), providers);
            Assert.Equal(form != "priv-only", key.HasSeed);
            Assert.Equal(openSsl.Read("public.der"), key.PublicKey.ExportSubjectPublicKeyInfo());
        }
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.MLDsas), MemberType = typeof(OpenSslSets))]
    public void Given_OpenSslsMLDsaKeyInEveryForm_When_Read_Expect_ItsPublicKey(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        ProviderSet providers = ProviderUnderTest.Set(provider);
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        foreach (string form in Forms)
        {
            openSsl.Run("pkey", "-in", "key.pem", "-provparam", $"ml-dsa.output_formats={form}", "-out", "form.pem");
            using SigningKey key = SigningKey.ImportFromPem(openSsl.ReadText("form.pem"), providers);
            Assert.Equal(form != "priv-only", key.HasSeed);
            Assert.Equal(openSsl.Read("public.der"), key.VerifyingKey.ExportSubjectPublicKeyInfo());
        }
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Signatures), MemberType = typeof(OpenSslSets))]
    public void Given_OpenSslsSigningKey_When_Read_Expect_ItsPublicKey(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        ProviderSet providers = ProviderUnderTest.Set(provider);
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-outform", "DER", "-out", "key.der");
        using SigningKey key = SigningKey.ImportFromPem(openSsl.ReadText("key.pem"), providers);
        using SigningKey der = SigningKey.ImportPkcs8PrivateKey(openSsl.Read("key.der"), providers);
        using VerifyingKey verifying = VerifyingKey.ImportFromPem(openSsl.ReadText("public.pem"), providers);
        Assert.Equal(verifying.Thumbprint, key.VerifyingKey.Thumbprint);
        Assert.Equal(verifying.Thumbprint, der.VerifyingKey.Thumbprint);
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Signatures), MemberType = typeof(OpenSslSets))]
    public void Given_OurSigningKey_When_OpenSslReadsIt_Expect_OurPublicKey(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using SigningKey key = SigningKey.Generate(SignatureAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        AssertRead(openSsl, key, key.VerifyingKey);
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Kems), MemberType = typeof(OpenSslSets))]
    public void Given_OurKemKey_When_OpenSslReadsIt_Expect_OurPublicKey(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        AssertRead(openSsl, key, key.PublicKey);
    }

    /// <summary>OpenSSL checks an expanded key of its own accord: hash, and pair.</summary>
    [Theory]
    [MemberData(nameof(OpenSslSets.Kems), MemberType = typeof(OpenSslSets))]
    public void Given_OurExpandedKemKey_When_OpenSslReadsIt_Expect_OurPublicKey(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        ProviderSet providers = ProviderUnderTest.Set(provider);
        using KemPrivateKey seeded = KemPrivateKey.Generate(KemAlgorithm.Parse(name), providers);
        byte[] expanded = new byte[seeded.Algorithm.ExpandedPrivateKeySize!.Value];
        seeded.ExportExpanded(expanded);
        using KemPrivateKey key = KemPrivateKey.ImportExpanded(seeded.Algorithm, expanded, providers);
        AssertRead(openSsl, key, key.PublicKey);
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.MLDsas), MemberType = typeof(OpenSslSets))]
    public void Given_OurExpandedMLDsaKey_When_OpenSslReadsIt_Expect_OurPublicKey(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        ProviderSet providers = ProviderUnderTest.Set(provider);
        using SigningKey seeded = SigningKey.Generate(SignatureAlgorithm.Parse(name), providers);
        byte[] expanded = new byte[seeded.Algorithm.ExpandedPrivateKeySize!.Value];
        seeded.ExportExpanded(expanded);
        using SigningKey key = SigningKey.ImportExpanded(seeded.Algorithm, expanded, providers);
        AssertRead(openSsl, key, key.VerifyingKey);
    }

    private static void AssertRead(OpenSsl openSsl, AsymmetricPrivateKey key, AsymmetricPublicKey publicKey)
    {
        openSsl.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        openSsl.Write("key.der", key.ExportPkcs8PrivateKey());
        openSsl.Write("public.pem", publicKey.ExportSubjectPublicKeyInfoPem());
        openSsl.Run("pkey", "-in", "key.pem", "-check", "-pubout", "-outform", "DER", "-out", "1.der");
        openSsl.Run("pkey", "-in", "key.der", "-inform", "DER", "-pubout", "-outform", "DER", "-out", "2.der");
        openSsl.Run("pkey", "-in", "public.pem", "-pubin", "-outform", "DER", "-out", "3.der");
        byte[] expected = publicKey.ExportSubjectPublicKeyInfo();
        Assert.Equal(expected, openSsl.Read("1.der")[^expected.Length..]);
        Assert.Equal(expected, openSsl.Read("2.der"));
        Assert.Equal(expected, openSsl.Read("3.der"));
    }
}
