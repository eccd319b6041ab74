namespace QuantumAttributes.Analyzers;

/// <summary>Where rules are explained.</summary>
internal static class RuleHelp
{
    public static string LinkOf(string id) => $"https://github.com/QuantumAttributes/QuantumAttributes/blob/main/docs/rules/{id}.md";
}
