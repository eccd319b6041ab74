namespace QuantumAttributes;

/// <summary>What the compiler says where an experimental algorithm is named, and where that is explained.</summary>
internal static class ExperimentalAlgorithm
{
    public const string Id = "QA9001";

    public const string UrlFormat = "https://github.com/QuantumAttributes/QuantumAttributes/blob/main/docs/rules/{0}.md";
}
