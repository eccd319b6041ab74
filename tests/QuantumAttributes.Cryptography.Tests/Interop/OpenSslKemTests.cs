namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Secrets that OpenSSL encapsulates, we recover; and the other way round.</summary>
public class OpenSslKemTests
{
    [Theory]
    [MemberData(nameof(OpenSslSets.Kems), MemberType = typeof(OpenSslSets))]
    public void Given_OpenSslEncapsulates_When_WeDecapsulate_Expect_ItsSecret(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name), ProviderUnderTest.Set(provider));
        openSsl.Write("public.pem", key.PublicKey.ExportSubjectPublicKeyInfoPem());
        openSsl.Run("pkeyutl", "-encap", "-pubin", "-inkey", "public.pem", "-out", "ciphertext", "-secret", "secret");
        Assert.Equal(openSsl.Read("secret"), key.Decapsulate(openSsl.Read("ciphertext")));
    }

    [Theory]
    [MemberData(nameof(OpenSslSets.Kems), MemberType = typeof(OpenSslSets))]
    public void Given_WeEncapsulate_When_OpenSslDecapsulates_Expect_OurSecret(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        using KemPublicKey key = KemPublicKey.ImportFromPem(openSsl.ReadText("public.pem"), ProviderUnderTest.Set(provider));
        (byte[] ciphertext, byte[] secret) = key.Encapsulate();
        openSsl.Write("ciphertext", ciphertext);
        openSsl.Run("pkeyutl", "-decap", "-inkey", "key.pem", "-in", "ciphertext", "-secret", "secret");
        Assert.Equal(secret, openSsl.Read("secret"));
    }

    /// <summary>Implicit rejection (FIPS 203, Algorithm 18): both make the same secret of a ciphertext that nobody made.</summary>
    [Theory]
    [MemberData(nameof(OpenSslSets.Kems), MemberType = typeof(OpenSslSets))]
    public void Given_CiphertextOfNoOne_When_BothDecapsulate_Expect_TheSameSecret(string name, string provider)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        openSsl.Run("genpkey", "-algorithm", name, "-out", "key.pem");
        using KemPrivateKey key = KemPrivateKey.ImportFromPem(openSsl.ReadText("key.pem"), ProviderUnderTest.Set(provider));
        openSsl.Write("ciphertext", Keys.Counting(key.Algorithm.CiphertextSize));
        openSsl.Run("pkeyutl", "-decap", "-inkey", "key.pem", "-in", "ciphertext", "-secret", "secret");
        Assert.Equal(openSsl.Read("secret"), key.Decapsulate(openSsl.Read("ciphertext")));
    }
}
