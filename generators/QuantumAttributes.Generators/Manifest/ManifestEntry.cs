using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Something that the manifest of an assembly lists: what it is, what it demands of its callers, and where it is written.</summary>
internal sealed record ManifestEntry
{
    /// <summary>One of <see cref="QuantumManifestKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name by which it is known: of a profile, an agent, a capability, a type or member, or the mapping of an endpoint.</summary>
    public required string Name { get; init; }

    /// <summary>The class or method behind a name that was chosen freely, or null where the name says it.</summary>
    public string? Member { get; init; }

    /// <summary>The HTTP methods of an endpoint; none means any.</summary>
    public EquatableArray<string> Methods { get; init; }

    /// <summary>The route, or null where it is not known before the application runs.</summary>
    public string? Route { get; init; }

    public Demands Demands { get; init; } = Demands.None;

    public string? Algorithm { get; init; }

    public required SourcePlace Place { get; init; }
}
