using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Bom;

/// <summary>
/// Writes the inventory of cryptography, a CBOM, in CycloneDX JSON. The same findings give the same text, everywhere and at any time.
/// </summary>
internal static class CycloneDx
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file of its own, in which < and + are themselves
    };

    /// <summary>Writes it.</summary>
    /// <param name="subject">What it is of.</param>
    /// <param name="findings">What was found there, in the order in which it is to be said.</param>
    /// <param name="version">The version of CycloneDX.</param>
    public static string Write(BomSubject subject, IReadOnlyList<Finding> findings, CycloneDxVersion version)
    {
        var assets = CryptographicAsset.Of(findings);
        var occurrences = new Occurrences();
        var bom = new JsonObject
        {
            ["$schema"] = $"http://cyclonedx.org/schema/bom-{version.Name()}.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = version.Name(),
            ["version"] = 1,
            ["metadata"] = Metadata(subject, findings),
            ["components"] = new JsonArray([.. assets.Select(asset => Component(asset, occurrences, version))]),
            ["dependencies"] = new JsonArray(Uses(subject, assets)),
        };
        bom.Insert(3, "serialNumber", "urn:uuid:" + ContentUuid.Of(Print(bom)));
        return Print(bom);
    }

    private static JsonObject Metadata(BomSubject subject, IReadOnlyList<Finding> findings)
    {
        var component = new JsonObject
        {
            ["type"] = subject.IsApplication ? "application" : "library",
            ["bom-ref"] = Reference(subject),
            ["name"] = subject.Name,
        };
        if (subject.Version is { Length: > 0 } version)
            component["version"] = version;
        return new JsonObject
        {
            ["lifecycles"] = new JsonArray(new JsonObject { ["phase"] = "build" }),
            ["tools"] = new JsonObject
            {
                ["components"] = new JsonArray(
                    new JsonObject { ["type"] = "application", ["name"] = subject.ToolName, ["version"] = subject.ToolVersion }),
            },
            ["component"] = component,
            ["properties"] = BomProperties.Of(subject, findings),
        };
    }

    private static JsonObject Component(CryptographicAsset asset, Occurrences occurrences, CycloneDxVersion version) => new()
    {
        ["type"] = "cryptographic-asset",
        ["bom-ref"] = asset.Reference,
        ["name"] = asset.Name,
        ["evidence"] = new JsonObject { ["occurrences"] = occurrences.Of(asset) },
        ["cryptoProperties"] = CryptoProperties.Of(asset, version),
        ["properties"] = BomProperties.Of(asset),
    };

    private static JsonObject Uses(BomSubject subject, IReadOnlyList<CryptographicAsset> assets) => new()
    {
        ["ref"] = Reference(subject),
        ["dependsOn"] = new JsonArray([.. assets.Select(static asset => (JsonNode)asset.Reference)]),
    };

    private static string Reference(BomSubject subject) => "subject:" + subject.Name;

    private static string Print(JsonObject bom)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
            bom.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
