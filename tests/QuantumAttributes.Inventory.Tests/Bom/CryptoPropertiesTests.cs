using System.Text.Json;
using QuantumAttributes.Inventory.Bom;

namespace QuantumAttributes.Inventory.Tests.Bom;

public sealed class CryptoPropertiesTests
{
    [Theory]
    [InlineData("algorithm=RSA parameters=1024", 80)]
    [InlineData("algorithm=RSA parameters=2048", 112)]
    [InlineData("algorithm=RSA parameters=3072", 128)]
    [InlineData("algorithm=RSA-OAEP parameters=4096", 152)]
    [InlineData("algorithm=DSA parameters=2048", 112)]
    [InlineData("algorithm=ECDSA parameters=P-256", 128)]
    [InlineData("algorithm=ECDSA parameters=nistP384", 192)]
    [InlineData("algorithm=ECDH parameters=secp521r1", 256)]
    [InlineData("algorithm=ECDSA parameters=brainpoolP320r1", 128)]
    [InlineData("algorithm=Ed25519", 128)]
    [InlineData("algorithm=X448", 224)]
    [InlineData("algorithm=AES parameters=192", 192)]
    [InlineData("algorithm=RSA parameters=undetermined", null)]
    [InlineData("algorithm=RSA", null)]
    [InlineData("algorithm=RSA parameters=2047", null)]
    [InlineData("algorithm=ElGamal parameters=2048", null)]
    [InlineData("algorithm=ECDSA parameters=P-255", null)]
    [InlineData("algorithm=ML-KEM parameters=768", null)]
    public void Given_Algorithm_When_Written_Expect_TheClassicalStrengthThatAStandardGivesIt(string properties, int? bits) =>
        Assert.Equal(bits, Number(Found.Algorithm(CycloneDxVersion.V16, properties), "classicalSecurityLevel"));

    [Theory]
    [InlineData("algorithm=ML-KEM parameters=512 threat=None", 1)]
    [InlineData("algorithm=ML-KEM parameters=768 threat=None", 3)]
    [InlineData("algorithm=ML-KEM-1024", 5)]
    [InlineData("algorithm=ML-KEM-768 parameters=768", 3)]
    [InlineData("algorithm=ML-DSA parameters=44", 2)]
    [InlineData("algorithm=ML-DSA parameters=65", 3)]
    [InlineData("algorithm=ML-DSA parameters=87", 5)]
    [InlineData("algorithm=SLH-DSA parameters=SHAKE-192f", 3)]
    [InlineData("algorithm=AES parameters=128 threat=Grover", 1)]
    [InlineData("algorithm=AES parameters=192", 3)]
    [InlineData("algorithm=AES parameters=256", 5)]
    [InlineData("algorithm=RSA threat=Both", 0)]
    [InlineData("algorithm=ECDSA threat=Forgery", 0)]
    [InlineData("algorithm=X25519 threat=HarvestNow", 0)]
    [InlineData("algorithm=EC parameters=P-256 threat=Inventory", 0)]
    [InlineData("algorithm=RSA threat=Inventory", 0)]
    [InlineData("threat=Forgery", 0)]
    [InlineData("algorithm=MD5 threat=Broken", null)]
    [InlineData("algorithm=ML-KEM threat=None", null)]
    [InlineData("algorithm=X-Wing threat=None", null)]
    [InlineData("", null)]
    public void Given_Algorithm_When_Written_Expect_TheCategoryOfNist(string properties, int? category) =>
        Assert.Equal(category, Number(Found.Algorithm(CycloneDxVersion.V17, properties), "nistQuantumSecurityLevel"));

    [Fact]
    public void Given_PlacesWithDifferentThreats_When_Written_Expect_ACategoryOnlyWhereTheAlgorithmIsKnown()
    {
        static string Write(string algorithm) =>
            Found.Write(CycloneDxVersion.V16, Found.At("A.cs", 1, algorithm + "threat=Both"), Found.At("B.cs", 1, algorithm + "threat=Inventory"));

        Assert.Contains("\"nistQuantumSecurityLevel\": 0", Write("algorithm=ElGamal "));
        Assert.DoesNotContain("nistQuantumSecurityLevel", Write(""));
    }

    [Theory]
    [InlineData("algorithm=SHA-2 parameters=256", "SHA-256")]
    [InlineData("algorithm=SHA-3 parameters=256", "SHA3-256")]
    [InlineData("algorithm=SHA-2", "SHA-2")]
    [InlineData("algorithm=ECDSA parameters=P-256", "ECDSA-P-256")]
    [InlineData("algorithm=ML-KEM-768 parameters=768", "ML-KEM-768")]
    [InlineData("algorithm=SLH-DSA parameters=SHA2-128s", "SLH-DSA-SHA2-128s")]
    public void Given_Parameters_When_Written_Expect_TheNameThatPeopleUse(string properties, string name) =>
        Assert.Equal(name, Found.Component(CycloneDxVersion.V16, properties).GetProperty("name").GetString());

    [Theory]
    [InlineData("algorithm=ECDSA parameters=P-256", "P-256", "nist/P-256", "ECDSA")]
    [InlineData("algorithm=ECDSA parameters=secp256r1", "P-256", "nist/P-256", "ECDSA")]
    [InlineData("algorithm=ECDH parameters=brainpoolP384r1", "brainpoolP384r1", "brainpool/brainpoolP384r1", "ECDH")]
    [InlineData("algorithm=X25519", "Curve25519", "other/Curve25519", "ECDH")]
    [InlineData("algorithm=Ed25519", "Ed25519", "other/Ed25519", "EdDSA")]
    [InlineData("algorithm=ECDSA parameters=mine", null, null, "ECDSA")]
    [InlineData("algorithm=RSA parameters=2048", null, null, null)]
    [InlineData("algorithm=RSA-PSS parameters=2048", null, null, "RSASSA-PSS")]
    [InlineData("algorithm=ML-KEM-768", null, null, "ML-KEM")]
    [InlineData("algorithm=HMAC-SHA-256", null, null, "HMAC")]
    [InlineData("algorithm=SHA-256", null, null, "SHA-2")]
    [InlineData("algorithm=DH parameters=2048", null, null, "FFDH")]
    public void Given_Curve_When_Written_Expect_ItInTheFieldOfTheVersion(string properties, string? curve, string? registered, string? family)
    {
        JsonElement older = Found.Algorithm(CycloneDxVersion.V16, properties), newer = Found.Algorithm(CycloneDxVersion.V17, properties);

        Assert.Equal((curve, null, null), (Text(older, "curve"), Text(older, "ellipticCurve"), Text(older, "algorithmFamily")));
        Assert.Equal((null, registered, family), (Text(newer, "curve"), Text(newer, "ellipticCurve"), Text(newer, "algorithmFamily")));
    }

    [Theory]
    [InlineData("asset=certificate algorithm=RSA parameters=2048 symbol=System.X509Certificate2", "RSA-2048 certificate",
        """{"assetType":"certificate","certificateProperties":{"certificateFormat":"X.509"}}""")]
    [InlineData("asset=certificate symbol=Ssh.Certificate", "undetermined certificate", """{"assetType":"certificate","certificateProperties":{}}""")]
    [InlineData("asset=protocol algorithm=TLS parameters=1.2", "TLS 1.2",
        """{"assetType":"protocol","protocolProperties":{"type":"tls","version":"1.2"}}""")]
    [InlineData("asset=protocol algorithm=TLS parameters=TLS_RSA_WITH_AES_256_GCM_SHA384", "TLS_RSA_WITH_AES_256_GCM_SHA384",
        """{"assetType":"protocol","protocolProperties":{"type":"tls","cipherSuites":[{"name":"TLS_RSA_WITH_AES_256_GCM_SHA384"}]}}""")]
    [InlineData("asset=protocol algorithm=SSH", "SSH", """{"assetType":"protocol","protocolProperties":{"type":"ssh"}}""")]
    [InlineData("asset=protocol algorithm=DTLS", "DTLS", """{"assetType":"protocol","protocolProperties":{"type":"other"}}""")]
    [InlineData("asset=protocol", "undetermined", """{"assetType":"protocol","protocolProperties":{"type":"unknown"}}""")]
    [InlineData("asset=related-crypto-material algorithm=RSA parameters=3072", "RSA-3072 key material",
        """{"assetType":"related-crypto-material","relatedCryptoMaterialProperties":{"type":"unknown","size":3072}}""")]
    [InlineData("asset=related-crypto-material algorithm=ECDSA parameters=P-256", "ECDSA-P-256 key material",
        """{"assetType":"related-crypto-material","relatedCryptoMaterialProperties":{"type":"unknown"}}""")]
    public void Given_AssetThatIsNoAlgorithm_When_Written_Expect_ItsOwnProperties(string properties, string name, string expected)
    {
        JsonElement component = Found.Component(CycloneDxVersion.V16, properties);

        Assert.Equal(name, component.GetProperty("name").GetString());
        Assert.Equal(expected, JsonSerializer.Serialize(component.GetProperty("cryptoProperties")));
    }

    [Fact]
    public void Given_WordsThatCycloneDxLacks_When_Written_Expect_Other()
    {
        JsonElement older = Found.Algorithm(CycloneDxVersion.V16, "primitive=key-wrap functions=wrap+sign+unwrap");
        JsonElement newer = Found.Algorithm(CycloneDxVersion.V17, "primitive=key-wrap");

        Assert.Equal(("other", "key-wrap"), (Text(older, "primitive"), Text(newer, "primitive")));
        Assert.Equal("""["other","sign"]""", JsonSerializer.Serialize(older.GetProperty("cryptoFunctions")));
    }

    private static int? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
