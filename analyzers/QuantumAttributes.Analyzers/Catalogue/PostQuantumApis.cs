namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>The types and members of libraries that are post-quantum.</summary>
internal static class PostQuantumApis
{
    private static readonly Lazy<IReadOnlyList<string>> Read = new(static () => [.. Resource.Lines("post-quantum-apis.tsv").Select(static columns => columns[0])]);

    /// <summary>Their full names in metadata.</summary>
    public static IReadOnlyList<string> All => Read.Value;
}
