namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// What the catalogue says for a cryptography bill of materials, in the words of CycloneDX 1.6 (schema/bom-1.6.schema.json,
/// cryptoProperties.algorithmProperties).
/// </summary>
public class BillOfMaterialsTests
{
    private static readonly string[] Primitives =
    [
        "drbg", "mac", "block-cipher", "stream-cipher", "signature", "hash", "pke", "xof", "kdf", "key-agree", "kem", "ae", "combiner",
        "other", "unknown",
    ];

    private static readonly string[] CryptoFunctions =
    [
        "generate", "keygen", "encrypt", "decrypt", "digest", "tag", "keyderive", "sign", "verify", "encapsulate", "decapsulate", "other",
        "unknown",
    ];

    public static TheoryData<string> Algorithms => [.. AlgorithmCatalogue.All.Select(static a => a.Name)];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Given_EveryAlgorithm_When_Read_Expect_WordsAndNumbersThatTheSchemaAllows(string name)
    {
        CryptographicAlgorithm algorithm = Find(name);

        Assert.Contains(algorithm.Primitive, Primitives);
        Assert.NotEmpty(algorithm.Functions);
        Assert.All(algorithm.Functions, static function => Assert.Contains(function, CryptoFunctions));
        Assert.InRange(algorithm.NistCategory, 0, 6);
        Assert.InRange(algorithm.ClassicalSecurityStrength, 128, 256);
    }

    [Fact]
    public void Given_EveryFamily_When_ItsParameterSetsRead_Expect_EachNamedAndNoneTwice()
    {
        foreach (IGrouping<string, CryptographicAlgorithm> family in AlgorithmCatalogue.All.GroupBy(static a => a.Family))
        {
            Assert.All(family, static a => Assert.Matches("^[A-Za-z0-9]", a.ParameterSet));
            Assert.Distinct(family.Select(static a => a.ParameterSet));
        }
    }

    [Theory]
    [InlineData("ML-KEM-768", "kem", "768", null, 192, 3)]
    [InlineData("ML-KEM-1024", "kem", "1024", null, 256, 5)]
    [InlineData("HQC-128-2025-08", "kem", "128-2025-08", null, 128, 1)]
    [InlineData("FrodoKEM-640-AES-round3", "kem", "640-AES-round3", null, 128, 1)]
    [InlineData("ML-DSA-44", "signature", "44", null, 128, 2)]
    [InlineData("ML-DSA-65", "signature", "65", null, 192, 3)]
    [InlineData("SLH-DSA-SHA2-128s", "signature", "SHA2-128s", null, 128, 1)]
    [InlineData("SLH-DSA-SHAKE-256f", "signature", "SHAKE-256f", null, 256, 5)]
    [InlineData("Falcon-512-round3", "signature", "512-round3", null, 128, 1)]
    [InlineData("DHKEM-P256", "kem", "P256", "P-256", 128, 0)]
    [InlineData("DHKEM-P384", "kem", "P384", "P-384", 192, 0)]
    [InlineData("DHKEM-X25519", "kem", "X25519", "Curve25519", 128, 0)]
    [InlineData("DHKEM-X448", "kem", "X448", "Curve448", 224, 0)]
    [InlineData("X-Wing", "combiner", "X-Wing", "Curve25519", 192, 3)]
    [InlineData("MLKEM768-P256", "combiner", "MLKEM768-P256", "P-256", 192, 3)]
    [InlineData("MLKEM1024-P384", "combiner", "MLKEM1024-P384", "P-384", 256, 5)]
    [InlineData("MLDSA44-Ed25519-SHA512", "combiner", "MLDSA44-Ed25519-SHA512", "Ed25519", 128, 2)]
    public void Given_OneAlgorithmOfEachKind_When_Read_Expect_ItsOwnValues(
        string name, string primitive, string parameterSet, string? curve, int strength, int level)
    {
        CryptographicAlgorithm a = Find(name);

        Assert.Equal(
            (primitive, parameterSet, curve, strength, level),
            (a.Primitive, a.ParameterSet, a.Curve, a.ClassicalSecurityStrength, a.NistCategory));
    }

    [Fact]
    public void Given_KemsAndSignatures_When_TheirFunctionsRead_Expect_ThoseOfTheirKind()
    {
        Assert.All(KemAlgorithm.All, static a => Assert.Equal(["keygen", "encapsulate", "decapsulate"], a.Functions));
        Assert.All(SignatureAlgorithm.All, static a => Assert.Equal(["keygen", "sign", "verify"], a.Functions));
    }

    /// <summary>A curve is there where something stands on one: a DHKEM, or the traditional part of a combination.</summary>
    [Fact]
    public void Given_EveryAlgorithm_When_ItsCurveRead_Expect_OneExactlyWhereItIsClassicalOrCombined() =>
        Assert.All(
            AlgorithmCatalogue.All,
            static a => Assert.Equal(a.NistCategory == 0 || a.Primitive == "combiner", a.Curve is not null));

    /// <summary>The draft's names say the curve: MLDSA65-ECDSA-P256-SHA512, MLDSA87-Ed448-SHAKE256.</summary>
    [Fact]
    public void Given_EveryComposite_When_ItsCurveRead_Expect_TheOneOfItsName()
    {
        SignatureAlgorithm[] composites = [.. SignatureAlgorithm.All.Where(static a => a.Primitive == "combiner")];

        Assert.Equal(10, composites.Length);
        Assert.All(
            composites,
            static a => Assert.Equal(a.Name.Split('-')[^2], a.Curve!.Replace("-", "", StringComparison.Ordinal)));
    }

    private static CryptographicAlgorithm Find(string name) => AlgorithmCatalogue.All.Single(a => a.Name == name);
}
