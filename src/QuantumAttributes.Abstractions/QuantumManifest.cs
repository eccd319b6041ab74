using System.Reflection;
using System.Text.Json;

namespace QuantumAttributes;

/// <summary>
/// Everything in one assembly that the source generator saw: its endpoints, hubs, agents and profiles, what they demand, and where they are written.
/// </summary>
/// <remarks>
/// The same sources give the same manifest on every machine. The build writes it to <c>obj/…/quantum-manifest.json</c> too, and compares it with
/// an earlier one where the property <c>QuantumManifestBaseline</c> names its file. Immutable and safe to share between threads.
/// </remarks>
public sealed record QuantumManifest
{
    /// <summary>The key of the assembly's metadata under which the generator writes the manifest.</summary>
    internal const string MetadataKey = "QuantumManifest";

    private const int KnownVersion = 1;

    /// <summary>The version of the manifest's form.</summary>
    public int Version { get; init; } = KnownVersion;

    /// <summary>The assembly's name.</summary>
    public required string Assembly { get; init; }

    /// <summary>The entries, sorted by kind, name and place.</summary>
    public required IReadOnlyList<QuantumManifestEntry> Entries { get; init; }

    /// <summary>The manifest of an assembly, or null where the generator wrote none.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="assembly"/> is null.</exception>
    /// <exception cref="FormatException">The assembly's metadata is of another version, or is no manifest.</exception>
    public static QuantumManifest? Of(Assembly assembly)
    {
        string? json = assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(static metadata => metadata.Key == MetadataKey)?.Value;
        return json is null ? null : Parse(json);
    }

    /// <summary>Reads a manifest, such as one that a build has written.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">It is of another version, or is no manifest.</exception>
    public static QuantumManifest Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, QuantumManifestJson.Default.QuantumManifest) is { Version: KnownVersion } manifest
                ? manifest
                : throw new FormatException($"This is not a quantum manifest of version {KnownVersion}.");
        }
        catch (JsonException e)
        {
            throw new FormatException("This is not a quantum manifest.", e);
        }
    }
}
