namespace QuantumAttributes.Analyzers;

/// <summary>The categories of rules, by which teams configure them.</summary>
internal static class RuleCategories
{
    public const string Cryptography = "QuantumAttributes.Cryptography";
}
