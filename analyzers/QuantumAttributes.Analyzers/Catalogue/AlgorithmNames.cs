namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>The names that protocols have for algorithms, exactly as they are written: <c>RS256</c>, <c>ssh-rsa</c>, <c>1.2.840.113549.1.1.1</c>.</summary>
internal static class AlgorithmNames
{
    private static readonly Lazy<Dictionary<string, AlgorithmName>> Read = new(static () => Resource.Lines("algorithm-names.tsv")
        .Select(static columns => new AlgorithmName
        {
            Name = columns[0],
            Kind = Resource.Parse<NameKind>(columns[1]),
            Algorithm = columns[2],
            Parameters = columns[3],
            Threat = Resource.Parse<Threat>(columns[4]),
        })
        .ToDictionary(static name => name.Name, StringComparer.Ordinal));

    public static IEnumerable<AlgorithmName> All => Read.Value.Values;

    /// <summary>What the name says, or null where the catalogue does not know it.</summary>
    public static AlgorithmName? Find(string name) => Read.Value.TryGetValue(name, out var found) ? found : null;
}
