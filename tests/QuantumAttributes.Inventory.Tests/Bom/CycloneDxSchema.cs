using NJsonSchema;
using NJsonSchema.Validation;

namespace QuantumAttributes.Inventory.Tests.Bom;

/// <summary>CycloneDX's own schemas, from the files beside the tests: nothing is fetched.</summary>
internal static class CycloneDxSchema
{
    private static readonly Dictionary<string, Task<JsonSchema>> Schemas = new()
    {
        ["1.6"] = Load("1.6"),
        ["1.7"] = Load("1.7"),
    };

    /// <summary>What is wrong with an inventory of that version, one text for each mistake.</summary>
    public static async Task<IReadOnlyList<string>> FindMistakesAsync(string version, string json) =>
        [.. (await Schemas[version]).Validate(json).SelectMany(Describe)];

    // What is wrong in an item of an array stands in the errors of the item.
    private static IEnumerable<string> Describe(ValidationError error) => error is ChildSchemaValidationError parent
        ? parent.Errors.Values.SelectMany(static errors => errors).SelectMany(Describe)
        : [$"{error.Kind} {error.Path}"];

    private static Task<JsonSchema> Load(string version) =>
        JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "Schemas", $"bom-{version}.SNAPSHOT.schema.json"));
}
