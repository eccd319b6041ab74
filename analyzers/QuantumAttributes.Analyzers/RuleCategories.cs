namespace QuantumAttributes.Analyzers;

/// <summary>The categories of rules, by which teams configure them.</summary>
internal static class RuleCategories
{
    /// <summary>QA1…: classical cryptography.</summary>
    public const string Cryptography = "QuantumAttributes.Cryptography";

    /// <summary>QA2…: attributes, keys and algorithms that are used in a way that cannot be meant.</summary>
    public const string Usage = "QuantumAttributes.Usage";

    /// <summary>QA3…: attributes that nothing, or the wrong thing, picks up.</summary>
    public const string Wiring = "QuantumAttributes.Wiring";
}
