using System.Text.Json;
using QuantumAttributes.Inventory.Bom;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Tests.Bom;

public sealed class CycloneDxTests
{
    private static readonly Finding Rsa = Found.At(
        "src/Orders.cs",
        12,
        "api=BCL-RSA-008 symbol=RSA.Create member=Shop.Orders.Seal<T> asset=algorithm algorithm=RSA parameters=2048 primitive=pke "
            + "functions=keygen+encrypt threat=HarvestNow family=encryption use=protect actBy=2029 profile=federal");

    [Fact]
    public void Given_Finding_When_Written_Expect_TheWholeText() => Assert.Equal(
        """
        {
          "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
          "bomFormat": "CycloneDX",
          "specVersion": "1.6",
          "serialNumber": "urn:uuid:SERIAL",
          "version": 1,
          "metadata": {
            "lifecycles": [
              {
                "phase": "build"
              }
            ],
            "tools": {
              "components": [
                {
                  "type": "application",
                  "name": "QuantumAttributes.Inventory",
                  "version": "0.1.0"
                }
              ]
            },
            "component": {
              "type": "application",
              "bom-ref": "subject:Shop",
              "name": "Shop",
              "version": "1.2.0"
            },
            "properties": [
              {
                "name": "quantumattributes:targetFramework",
                "value": "net10.0"
              },
              {
                "name": "quantumattributes:profile",
                "value": "federal"
              }
            ]
          },
          "components": [
            {
              "type": "cryptographic-asset",
              "bom-ref": "crypto:algorithm:RSA:2048:pke",
              "name": "RSA-2048",
              "evidence": {
                "occurrences": [
                  {
                    "bom-ref": "finding:QA1001:src/Orders.cs:12:5",
                    "location": "src/Orders.cs",
                    "line": 12,
                    "offset": 4,
                    "symbol": "Shop.Orders.Seal<T>",
                    "additionalContext": "QA1001, warning: RSA.Create (BCL-RSA-008); new data depends on it; act by 2029."
                  }
                ]
              },
              "cryptoProperties": {
                "assetType": "algorithm",
                "algorithmProperties": {
                  "primitive": "pke",
                  "parameterSetIdentifier": "2048",
                  "cryptoFunctions": [
                    "encrypt",
                    "keygen"
                  ],
                  "classicalSecurityLevel": 112,
                  "nistQuantumSecurityLevel": 0
                }
              },
              "properties": [
                {
                  "name": "quantumattributes:rule",
                  "value": "QA1001"
                },
                {
                  "name": "quantumattributes:algorithm",
                  "value": "RSA"
                },
                {
                  "name": "quantumattributes:parameters",
                  "value": "2048"
                },
                {
                  "name": "quantumattributes:threat",
                  "value": "HarvestNow"
                },
                {
                  "name": "quantumattributes:family",
                  "value": "encryption"
                },
                {
                  "name": "quantumattributes:use",
                  "value": "protect"
                },
                {
                  "name": "quantumattributes:actBy",
                  "value": "2029"
                },
                {
                  "name": "quantumattributes:occurrences",
                  "value": "1"
                },
                {
                  "name": "quantumattributes:hybrid",
                  "value": "0"
                },
                {
                  "name": "quantumattributes:suppressed",
                  "value": "0"
                }
              ]
            }
          ],
          "dependencies": [
            {
              "ref": "subject:Shop",
              "dependsOn": [
                "crypto:algorithm:RSA:2048:pke"
              ]
            }
          ]
        }

        """.ReplaceLineEndings("\n"),
        WithoutSerial(Found.Write(CycloneDxVersion.V16, Rsa)));

    [Fact]
    public void Given_TheSameFindings_When_WrittenAgain_Expect_TheSameText()
    {
        static string Write() => Found.Write(CycloneDxVersion.V17, Rsa, Found.At("B.cs", 1, ""));

        Assert.Equal(Write(), Write());
    }

    [Fact]
    public void Given_AnyChange_When_Written_Expect_AnotherSerialNumber()
    {
        string[] serials =
        [
            SerialOf(Found.Write(CycloneDxVersion.V16, Rsa)),
            SerialOf(Found.Write(CycloneDxVersion.V17, Rsa)),
            SerialOf(Found.Write(CycloneDxVersion.V16, Rsa with { Line = 13 })),
            SerialOf(CycloneDx.Write(Found.Shop with { Version = "1.2.1" }, [Rsa], CycloneDxVersion.V16)),
        ];

        Assert.Equal(4, serials.Distinct().Count());
        // RFC 9562: version 8, and the variant.
        Assert.All(serials, static serial => Assert.Matches(
            "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", serial));
    }

    [Fact]
    public void Given_SeveralFindings_When_Written_Expect_AComponentForEachAssetWithItsPlaces()
    {
        string json = Found.Write(
            CycloneDxVersion.V16,
            Found.At("A.cs", 1, "algorithm=RSA parameters=2048 primitive=pke actBy=2031 threat=HarvestNow"),
            Found.At("A.cs", 1, "algorithm=ECDSA parameters=P-256 primitive=signature"),
            Found.At("B.cs", 2, "algorithm=RSA parameters=2048 primitive=pke actBy=2029 threat=Both", "The gateway."),
            Found.At("C.cs", 3, "algorithm=RSA parameters=2048 primitive=pke", "The gateway."),
            Found.At("D.cs", 4, "algorithm=RSA parameters=3072 primitive=pke hybrid=true", ""));
        JsonElement bom = JsonDocument.Parse(json).RootElement;
        List<JsonElement> components = [.. bom.GetProperty("components").EnumerateArray()];

        Assert.Equal(["ECDSA-P-256", "RSA-2048", "RSA-3072"], components.Select(static component => component.GetProperty("name").GetString()));
        Assert.Equal(["A.cs", "B.cs", "C.cs"], Occurrences(components[1]).Select(static place => place.GetProperty("location").GetString()));
        Assert.Equal(["Both", "HarvestNow"], Values(components[1], "threat"));
        Assert.Equal(["2029"], Values(components[1], "actBy"));
        Assert.Equal(["2"], Values(components[1], "suppressed"));
        Assert.Equal(["The gateway."], Values(components[1], "justification"));
        Assert.Equal(["1"], Values(components[2], "hybrid"));
        Assert.EndsWith(
            "; it is the classical leg of a hybrid; suppressed without a reason.",
            Occurrences(components[2]).Single().GetProperty("additionalContext").GetString());
        Assert.EndsWith("suppressed: The gateway.", Occurrences(components[1]).Last().GetProperty("additionalContext").GetString());
    }

    [Fact]
    public void Given_TwoOfARuleInOnePlace_When_Written_Expect_EachReferenceOnce()
    {
        string json = Found.Write(CycloneDxVersion.V16, Rsa, Found.At("src/Orders.cs", 12, "algorithm=DSA"), Found.At("src/Orders.cs", 12, ""));

        string?[] references = [.. References(JsonDocument.Parse(json).RootElement)];
        Assert.Equal(7, references.Length); // of the subject, three components and three occurrences
        Assert.Equal(references.Length, references.Distinct().Count());
    }

    [Fact]
    public void Given_FindingThatSaysNothing_When_Written_Expect_NothingMadeUp()
    {
        JsonElement component = Found.Component(CycloneDxVersion.V17, "");

        Assert.Equal("undetermined", component.GetProperty("name").GetString());
        Assert.Equal(
            """{"assetType":"algorithm","algorithmProperties":{"primitive":"unknown"}}""",
            JsonSerializer.Serialize(component.GetProperty("cryptoProperties")));
        Assert.Equal("QA1001, warning: It is there.", Occurrences(component).Single().GetProperty("additionalContext").GetString());
    }

    [Fact]
    public void Given_FindingOfTheWholeProject_When_Written_Expect_NoLine()
    {
        string json = Found.Write(CycloneDxVersion.V16, Rsa with { File = ".", Line = 0, Column = 0 });

        Assert.DoesNotContain("\"line\"", json);
        Assert.DoesNotContain("\"offset\"", json);
        Assert.Contains("\"location\": \".\"", json);
    }

    [Fact]
    public void Given_RulesThatAreOff_When_Written_Expect_ThemNamed()
    {
        BomSubject library = Found.Shop with { SwitchedOff = ["QA1001", "QA1003"], Profile = "cnsa2", IsApplication = false };
        string json = CycloneDx.Write(library, [], CycloneDxVersion.V16);
        JsonElement metadata = JsonDocument.Parse(json).RootElement.GetProperty("metadata");

        Assert.Equal(["QA1001", "QA1003"], Values(metadata, "switchedOff"));
        Assert.Equal(["cnsa2"], Values(metadata, "profile"));
        Assert.Equal("library", metadata.GetProperty("component").GetProperty("type").GetString());
    }

    private static JsonElement.ArrayEnumerator Occurrences(JsonElement component) =>
        component.GetProperty("evidence").GetProperty("occurrences").EnumerateArray();

    private static IEnumerable<string?> Values(JsonElement element, string name) => element.GetProperty("properties").EnumerateArray()
        .Where(property => property.GetProperty("name").GetString() == "quantumattributes:" + name)
        .Select(static property => property.GetProperty("value").GetString());

    private static IEnumerable<string?> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        JsonValueKind.Object => element.EnumerateObject()
            .SelectMany(static property => property.Name == "bom-ref" ? [property.Value.GetString()] : References(property.Value)),
        _ => [],
    };

    private static string SerialOf(string json) => JsonDocument.Parse(json).RootElement.GetProperty("serialNumber").GetString()!;

    private static string WithoutSerial(string json) => json.Replace(SerialOf(json), "urn:uuid:SERIAL");
}
