namespace QuantumAttributes.Analyzers.Usage;

/// <summary>An algorithm of <c>AlgorithmCatalogue</c>, which an analyzer cannot ask: it runs where the library does not.</summary>
internal sealed record KnownAlgorithm(string Name, AlgorithmKind Kind, int Category, string[] Aliases)
{
    private static readonly Dictionary<string, KnownAlgorithm> _byName = KnownAlgorithms.All
        .SelectMany(algorithm => algorithm.Aliases.Prepend(algorithm.Name), (algorithm, name) => (algorithm, name))
        .ToDictionary(pair => pair.name, pair => pair.algorithm, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds it by its name or an alias, whatever the case; null where there is none.</summary>
    public static KnownAlgorithm? Find(string name) => _byName.TryGetValue(name, out KnownAlgorithm? algorithm) ? algorithm : null;
}
