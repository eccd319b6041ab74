using System.Formats.Asn1;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// Every identifier of the catalogue, against the registries and against bytes that others published. A changed identifier would
/// still agree with itself: keys would be written that nobody else reads.
/// </summary>
public class IdentifierTests
{
    private const string Composites = "lamps/composite-ml-dsa.json.gz";

    /// <summary>NIST's Computer Security Objects Register, as RFC 9935 (ML-KEM), RFC 9881 (ML-DSA) and RFC 9909 (SLH-DSA) quote it.</summary>
    private static readonly Dictionary<string, string> NistOids = new()
    {
        ["2.16.840.1.101.3.4.4.1"] = "ML-KEM-512",
        ["2.16.840.1.101.3.4.4.2"] = "ML-KEM-768",
        ["2.16.840.1.101.3.4.4.3"] = "ML-KEM-1024",
        ["2.16.840.1.101.3.4.3.17"] = "ML-DSA-44",
        ["2.16.840.1.101.3.4.3.18"] = "ML-DSA-65",
        ["2.16.840.1.101.3.4.3.19"] = "ML-DSA-87",
        ["2.16.840.1.101.3.4.3.20"] = "SLH-DSA-SHA2-128s",
        ["2.16.840.1.101.3.4.3.21"] = "SLH-DSA-SHA2-128f",
        ["2.16.840.1.101.3.4.3.22"] = "SLH-DSA-SHA2-192s",
        ["2.16.840.1.101.3.4.3.23"] = "SLH-DSA-SHA2-192f",
        ["2.16.840.1.101.3.4.3.24"] = "SLH-DSA-SHA2-256s",
        ["2.16.840.1.101.3.4.3.25"] = "SLH-DSA-SHA2-256f",
        ["2.16.840.1.101.3.4.3.26"] = "SLH-DSA-SHAKE-128s",
        ["2.16.840.1.101.3.4.3.27"] = "SLH-DSA-SHAKE-128f",
        ["2.16.840.1.101.3.4.3.28"] = "SLH-DSA-SHAKE-192s",
        ["2.16.840.1.101.3.4.3.29"] = "SLH-DSA-SHAKE-192f",
        ["2.16.840.1.101.3.4.3.30"] = "SLH-DSA-SHAKE-256s",
        ["2.16.840.1.101.3.4.3.31"] = "SLH-DSA-SHAKE-256f",
    };

    /// <summary>IANA's PKIX algorithms, 37 to 54 under draft-ietf-lamps-pq-composite-sigs: those without RSA.</summary>
    private static readonly Dictionary<string, string> PkixOids = new()
    {
        ["1.3.6.1.5.5.7.6.39"] = "MLDSA44-Ed25519-SHA512",
        ["1.3.6.1.5.5.7.6.40"] = "MLDSA44-ECDSA-P256-SHA256",
        ["1.3.6.1.5.5.7.6.45"] = "MLDSA65-ECDSA-P256-SHA512",
        ["1.3.6.1.5.5.7.6.46"] = "MLDSA65-ECDSA-P384-SHA512",
        ["1.3.6.1.5.5.7.6.47"] = "MLDSA65-ECDSA-brainpoolP256r1-SHA512",
        ["1.3.6.1.5.5.7.6.48"] = "MLDSA65-Ed25519-SHA512",
        ["1.3.6.1.5.5.7.6.49"] = "MLDSA87-ECDSA-P384-SHA512",
        ["1.3.6.1.5.5.7.6.50"] = "MLDSA87-ECDSA-brainpoolP384r1-SHA512",
        ["1.3.6.1.5.5.7.6.51"] = "MLDSA87-Ed448-SHAKE256",
        ["1.3.6.1.5.5.7.6.54"] = "MLDSA87-ECDSA-P521-SHA512",
    };

    /// <summary>draft-connolly-cfrg-xwing-kem.</summary>
    private static readonly Dictionary<string, string> XWingOids = new() { ["1.3.6.1.4.1.62253.25722"] = "X-Wing" };

    [Fact]
    public void Given_EveryObjectIdentifier_When_ComparedToTheRegisters_Expect_ThoseAndNoMore() =>
        Assert.Equal(
            NistOids.Concat(PkixOids).Concat(XWingOids).OrderBy(static row => row.Key, StringComparer.Ordinal),
            AlgorithmCatalogue.All.Where(static a => a.Oid is not null)
                .Select(static a => KeyValuePair.Create(a.Oid!, a.Name)).OrderBy(static row => row.Key, StringComparer.Ordinal));

    /// <summary>IANA's HPKE KEM identifiers: RFC 9180, draft-ietf-hpke-pq and draft-connolly-cfrg-xwing-kem.</summary>
    [Fact]
    public void Given_EveryHpkeIdentifier_When_ComparedToTheRegistry_Expect_ThoseAndNoMore() =>
        Assert.Equal(
            new Dictionary<ushort, string>
            {
                [0x0010] = "DHKEM-P256",
                [0x0011] = "DHKEM-P384",
                [0x0020] = "DHKEM-X25519",
                [0x0021] = "DHKEM-X448",
                [0x0040] = "ML-KEM-512",
                [0x0041] = "ML-KEM-768",
                [0x0042] = "ML-KEM-1024",
                [0x0050] = "MLKEM768-P256",
                [0x0051] = "MLKEM1024-P384",
                [0x647a] = "X-Wing",
            },
            KemAlgorithm.All.Where(static a => a.HpkeId is not null).ToDictionary(static a => a.HpkeId!.Value, static a => a.Name));

    /// <summary>IANA's registries of JOSE and COSE algorithms have the same three (RFC 9964).</summary>
    [Fact]
    public void Given_EveryJoseAndCoseIdentifier_When_ComparedToTheRegistries_Expect_ThoseAndNoMore() =>
        Assert.Equal(
            [("ML-DSA-44", "ML-DSA-44", -48), ("ML-DSA-65", "ML-DSA-65", -49), ("ML-DSA-87", "ML-DSA-87", -50)],
            AlgorithmCatalogue.All.Where(static a => a.JoseName is not null || a.CoseId is not null)
                .Select(static a => (a.Name, a.JoseName, a.CoseId)));

    /// <summary>draft-skokan-httpbis-message-signatures-ml-dsa; RFC 9421's own registry has none for ML-DSA.</summary>
    [Fact]
    public void Given_EveryHttpSignatureName_When_ComparedToTheProtocol_Expect_ThoseAndNoMore() =>
        Assert.Equal(
            [("ML-DSA-44", "ml-dsa-44"), ("ML-DSA-65", "ml-dsa-65"), ("ML-DSA-87", "ml-dsa-87")],
            SignatureAlgorithm.All.Where(static a => a.HttpSignatureName is not null).Select(static a => (a.Name, a.HttpSignatureName)));

    [Theory]
    [InlineData("ML-KEM-512", "lamps/ml-kem/ML-KEM-512.pub", "lamps/ml-kem/ML-KEM-512-seed.priv")]
    [InlineData("ML-KEM-768", "lamps/ml-kem/ML-KEM-768.pub", "lamps/ml-kem/ML-KEM-768-seed.priv")]
    [InlineData("ML-KEM-1024", "lamps/ml-kem/ML-KEM-1024.pub", "lamps/ml-kem/ML-KEM-1024-seed.priv")]
    [InlineData("ML-DSA-44", "lamps/ml-dsa/ML-DSA-44.pub", "lamps/ml-dsa/ML-DSA-44-seed.priv")]
    [InlineData("ML-DSA-65", "lamps/ml-dsa/ML-DSA-65.pub", "lamps/ml-dsa/ML-DSA-65-seed.priv")]
    [InlineData("ML-DSA-87", "lamps/ml-dsa/ML-DSA-87.pub", "lamps/ml-dsa/ML-DSA-87-seed.priv")]
    [InlineData("X-Wing", "xwing/xwing.pub", "xwing/xwing.priv")]
    public void Given_PublishedKeys_When_TheirObjectIdentifierRead_Expect_TheCatalogues(string name, string publicKey, string privateKey)
    {
        string expected = AlgorithmCatalogue.All.Single(a => a.Name == name).Oid!;

        Assert.Equal(expected, OidOfSubjectPublicKeyInfo(VectorFile.ReadPem(publicKey)));
        Assert.Equal(expected, OidOfPkcs8(VectorFile.ReadPem(privateKey)));
    }

    [Fact]
    public void Given_KeysOfTheCompositesDraft_When_TheirObjectIdentifierRead_Expect_TheCatalogues()
    {
        int found = 0;
        foreach (JsonElement test in VectorFile.ReadJson(Composites).GetProperty("tests").EnumerateArray())
        {
            string name = test.GetProperty("tcId").GetString()!["id-".Length..];
            if (AlgorithmCatalogue.All.SingleOrDefault(a => a.Name == name) is not { } algorithm)
                continue;
            Assert.Equal(algorithm.Oid, OidOfPkcs8(test.GetProperty("sk_pkcs8").GetBytesFromBase64()));
            found++;
        }

        Assert.Equal(10 + 3, found); // the composites without RSA, and plain ML-DSA for comparison
    }

    // SubjectPublicKeyInfo (RFC 5280, section 4.1): AlgorithmIdentifier, key.
    private static string OidOfSubjectPublicKeyInfo(byte[] der) =>
        new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadObjectIdentifier();

    // OneAsymmetricKey (RFC 5958, section 2): version, AlgorithmIdentifier, key.
    private static string OidOfPkcs8(byte[] der)
    {
        AsnReader key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        key.ReadInteger();
        return key.ReadSequence().ReadObjectIdentifier();
    }
}
