namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// The DHKEMs of RFC 9180, which OpenSSL has for the keys of four curves. Ours are the same code under every provider, so one is
/// enough.
/// </summary>
public class OpenSslDhKemTests
{
    public static TheoryData<string> Names => ["DHKEM-P256", "DHKEM-P384", "DHKEM-X25519", "DHKEM-X448"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_OpenSslEncapsulates_When_WeDecapsulate_Expect_ItsSecret(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name));
        openSsl.Write("public.der", TypeOf(name).WritePublicKeyInfo(key.PublicKey.Export()));
        (byte[] ciphertext, byte[] secret) = OpenSslEncapsulates(openSsl);
        Assert.Equal(secret, key.Decapsulate(ciphertext));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_WeEncapsulate_When_OpenSslDecapsulates_Expect_OurSecret(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using KemPublicKey key = KemPublicKey.Import(KemAlgorithm.Parse(name), OpenSslGenerates(openSsl, name));
        (byte[] ciphertext, byte[] secret) = key.Encapsulate();
        Assert.Equal(secret, OpenSslDecapsulates(openSsl, "key.pem", ciphertext));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_OpenSslsPrivateKey_When_Imported_Expect_ItsPublicKey(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        byte[] publicKey = OpenSslGenerates(openSsl, name);
        openSsl.Run("pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-outform", "DER", "-out", "key.der");
        byte[] privateKey = TypeOf(name).ReadPrivateKeyInfo(openSsl.Read("key.der"));
        using KemPrivateKey key = KemPrivateKey.ImportExpanded(KemAlgorithm.Parse(name), privateKey);
        Assert.Equal(publicKey, key.PublicKey.Export());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_OurPrivateKey_When_OpenSslDecapsulatesWithIt_Expect_OurSecret(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        using KemPrivateKey key = KemPrivateKey.Generate(KemAlgorithm.Parse(name));
        ClassicalKeyType type = TypeOf(name);
        byte[] privateKey = Keys.Expanded(key);
        openSsl.Write(
            "key.der", type.WritePrivateKeyInfo(type.CurveOid is null ? privateKey : ClassicalKeyType.EcPrivateKey(privateKey)));
        (byte[] ciphertext, byte[] secret) = key.PublicKey.Encapsulate();
        Assert.Equal(secret, OpenSslDecapsulates(openSsl, "key.der", ciphertext));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_TheSameRandomness_When_BothEncapsulate_Expect_TheSameCiphertextAndSecret(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        byte[] ikmE = Keys.Counting(algorithm.SeedSize!.Value);
        using KemPublicKey key = KemPublicKey.Import(
            algorithm, OpenSslGenerates(openSsl, name),
            ProviderUnderTest.Set(ProviderUnderTest.BouncyCastle, new RecordedRandom(ikmE)));
        (byte[] ciphertext, byte[] secret) = OpenSslEncapsulates(openSsl, "-pkeyopt", $"hexikme:{Convert.ToHexString(ikmE)}");
        (byte[] ourCiphertext, byte[] ourSecret) = key.Encapsulate();
        Assert.Equal(ciphertext, ourCiphertext);
        Assert.Equal(secret, ourSecret);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Given_TheSameKeyingMaterial_When_BothDeriveAKeyPair_Expect_TheSamePublicKey(string name)
    {
        using OpenSsl openSsl = OpenSsl.Start();
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        byte[] ikm = Keys.Counting(algorithm.SeedSize!.Value);
        using KemPrivateKey key = HpkeSuite.DeriveKeyPair(algorithm, ikm);
        Assert.Equal(
            OpenSslGenerates(openSsl, name, "-pkeyopt", $"hexdhkem-ikm:{Convert.ToHexString(ikm)}"), key.PublicKey.Export());
    }

    private static ClassicalKeyType TypeOf(string name) => name switch
    {
        "DHKEM-P256" => ClassicalKeyType.OfCurve("1.2.840.10045.3.1.7"),
        "DHKEM-P384" => ClassicalKeyType.OfCurve("1.3.132.0.34"),
        "DHKEM-X25519" => new ClassicalKeyType("1.3.101.110"),
        _ => new ClassicalKeyType("1.3.101.111"),
    };

    /// <summary>Leaves a new key pair in key.pem and public.der, and gives the public key in its raw form.</summary>
    private static byte[] OpenSslGenerates(OpenSsl openSsl, string name, params string[] options)
    {
        string[] kind = name switch
        {
            "DHKEM-P256" => ["EC", "-pkeyopt", "group:P-256"],
            "DHKEM-P384" => ["EC", "-pkeyopt", "group:P-384"],
            _ => [name["DHKEM-".Length..]],
        };
        openSsl.Run(["genpkey", "-algorithm", .. kind, .. options, "-out", "key.pem"]);
        openSsl.Run("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        return openSsl.Read("public.der")[^KemAlgorithm.Parse(name).PublicKeySize..];
    }

    private static (byte[] Ciphertext, byte[] Secret) OpenSslEncapsulates(OpenSsl openSsl, params string[] options)
    {
        openSsl.Run([
            "pkeyutl", "-encap", "-kemop", "DHKEM", "-pubin", "-inkey", "public.der", .. options,
            "-out", "ciphertext", "-secret", "secret"]);
        return (openSsl.Read("ciphertext"), openSsl.Read("secret"));
    }

    private static byte[] OpenSslDecapsulates(OpenSsl openSsl, string keyFile, byte[] ciphertext)
    {
        openSsl.Write("ciphertext", ciphertext);
        openSsl.Run("pkeyutl", "-decap", "-kemop", "DHKEM", "-inkey", keyFile, "-in", "ciphertext", "-secret", "secret");
        return openSsl.Read("secret");
    }
}
