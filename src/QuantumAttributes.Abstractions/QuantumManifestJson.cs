using System.Text.Json.Serialization;

namespace QuantumAttributes;

/// <summary>How manifests are read, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(QuantumManifest))]
internal sealed partial class QuantumManifestJson : JsonSerializerContext;
