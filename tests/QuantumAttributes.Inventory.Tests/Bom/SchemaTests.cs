using QuantumAttributes.Inventory.Bom;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Tests.Bom;

public sealed class SchemaTests
{
    private static readonly IReadOnlyList<Finding> Findings =
    [
        Found.At("A.cs", 1, "asset=algorithm algorithm=RSA parameters=2048 primitive=pke functions=keygen+encrypt threat=Both use=protect"),
        Found.At("A.cs", 2, "asset=algorithm algorithm=ECDSA parameters=P-256 primitive=signature functions=sign+verify threat=Forgery", "Because."),
        Found.At("A.cs", 3, "asset=algorithm algorithm=ML-KEM parameters=768 primitive=kem functions=encapsulate threat=None hybrid=true"),
        Found.At("A.cs", 4, "asset=certificate algorithm=RSA parameters=2048 symbol=X509Certificate2"),
        Found.At("A.cs", 5, "asset=protocol algorithm=TLS parameters=1.2 threat=HarvestNow"),
        Found.At("A.cs", 5, "asset=protocol algorithm=TLS parameters=TLS_RSA_WITH_AES_256_GCM_SHA384"),
        Found.At("A.cs", 6, "asset=related-crypto-material algorithm=RSA parameters=2048"),
        Found.At("A.cs", 7, "asset=nonsense primitive=nonsense functions=nonsense", ""),
        Found.At("A.cs", 8, "algorithm=RSA-OAEP primitive=pke") with { File = ".", Line = 0, Column = 0 },
    ];

    [Theory]
    [InlineData("1.6")]
    [InlineData("1.7")]
    public async Task Given_FindingsOfEveryKind_When_Written_Expect_AValidInventory(string version) =>
        Assert.Empty(await CycloneDxSchema.FindMistakesAsync(version, Write(version, Findings)));

    [Theory]
    [InlineData("1.6")]
    [InlineData("1.7")]
    public async Task Given_NoFindings_When_Written_Expect_AValidInventory(string version) =>
        Assert.Empty(await CycloneDxSchema.FindMistakesAsync(version, Write(version, [])));

    // Every name of a family or a curve that can be written is one of the schema's.
    [Fact]
    public async Task Given_EveryAlgorithmThatIsKnown_When_Written_Expect_AValidInventory()
    {
        IReadOnlyList<Finding> findings =
        [
            .. EllipticCurve.Names.Select(static curve => Found.At("A.cs", 1, "algorithm=ECDSA parameters=" + curve)),
            .. AlgorithmFamily.Names.Select(static algorithm => Found.At("A.cs", 1, "algorithm=" + algorithm)),
        ];
        string json = Write("1.7", findings);

        Assert.Empty(await CycloneDxSchema.FindMistakesAsync("1.7", json));
        Assert.Equal(findings.Count, json.Split("\"algorithmFamily\"").Length - 1);
    }

    // The check can fail, also for what other files than the first say.
    [Theory]
    [InlineData("1.6", "\"primitive\": \"kem\"", "\"primitive\": \"nonsense\"")]
    [InlineData("1.6", "\"keygen\"", "\"nonsense\"")]
    [InlineData("1.6", "\"type\": \"tls\"", "\"type\": \"nonsense\"")]
    [InlineData("1.6", "\"assetType\": \"certificate\"", "\"assetType\": \"nonsense\"")]
    [InlineData("1.6", "\"nistQuantumSecurityLevel\": 3", "\"nistQuantumSecurityLevel\": 7")]
    [InlineData("1.6", "\"line\": 1", "\"line\": -1")]
    [InlineData("1.6", "\"line\": 1", "\"row\": 1")]
    [InlineData("1.6", "\"location\"", "\"place\"")]
    [InlineData("1.6", "\"serialNumber\": \"urn:uuid:", "\"serialNumber\": \"")]
    [InlineData("1.6", "\"bomFormat\": \"CycloneDX\"", "\"bomFormat\": \"SPDX\"")]
    [InlineData("1.6", "\"curve\"", "\"ellipticCurve\"")]
    [InlineData("1.7", "\"primitive\": \"kem\"", "\"primitive\": \"nonsense\"")]
    [InlineData("1.7", "\"algorithmFamily\": \"ECDSA\"", "\"algorithmFamily\": \"nonsense\"")]
    [InlineData("1.7", "\"nist/P-256\"", "\"P-256\"")]
    [InlineData("1.7", "\"type\": \"cryptographic-asset\"", "\"type\": \"nonsense\"")]
    public async Task Given_BrokenInventory_When_Validated_Expect_ItRefused(string version, string sound, string broken)
    {
        string json = Write(version, Findings);
        Assert.Contains(sound, json);

        Assert.NotEmpty(await CycloneDxSchema.FindMistakesAsync(version, json.Replace(sound, broken)));
    }

    private static string Write(string version, IReadOnlyList<Finding> findings) =>
        CycloneDx.Write(Found.Shop, findings, CycloneDxVersions.Parse(version)!.Value);
}
