namespace QuantumAttributes;

/// <summary>Something that a <see cref="QuantumManifest"/> lists. Immutable and safe to share between threads.</summary>
public sealed record QuantumManifestEntry
{
    /// <summary>What it is: one of <see cref="QuantumManifestKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name that it was given, that of the type or member, or for an endpoint where and how it is mapped.</summary>
    public required string Name { get; init; }

    /// <summary>The class or method behind a name that was given; of an endpoint the hub that it maps; otherwise null.</summary>
    public string? Member { get; init; }

    /// <summary>The HTTP methods of an endpoint, in capitals; none means any.</summary>
    public IReadOnlyList<string> Methods { get => field ?? []; init; }

    /// <summary>The route, with one slash at its start; null where it has none, or none that is known before the application runs.</summary>
    public string? Route { get; init; }

    /// <summary>The algorithm that a capability says it works with, or null.</summary>
    public string? Algorithm { get; init; }

    /// <summary>The profiles that it demands of its callers; null stands for one that is not known before the application runs.</summary>
    public IReadOnlyList<string?> Auth { get => field ?? []; init; }

    /// <summary>Whether it demands a channel.</summary>
    public bool Channel { get; init; }

    /// <summary>The file that it is written in, as seen from the project's directory, with slashes.</summary>
    public required string File { get; init; }

    /// <summary>The line in the file, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether it demands anything.</summary>
    public bool IsProtected => Channel || Auth.Count > 0;
}
