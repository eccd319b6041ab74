namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>A name that protocols have for an algorithm.</summary>
internal sealed record AlgorithmName
{
    public required string Name { get; init; }

    public required NameKind Kind { get; init; }

    /// <summary>The algorithm, one that <see cref="AlgorithmTraits"/> knows.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The size or curve that it says, or empty.</summary>
    public required string Parameters { get; init; }

    /// <summary>What becomes of it, used as the protocol uses it.</summary>
    public required Threat Threat { get; init; }
}
