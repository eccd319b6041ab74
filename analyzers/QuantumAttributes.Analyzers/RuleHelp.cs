namespace QuantumAttributes.Analyzers;

/// <summary>Where rules are explained.</summary>
internal static class RuleHelp
{
    private const string Root = "https://github.com/QuantumAttributes/QuantumAttributes/blob/main/docs/rules/";

    public static string LinkOf(string id) => $"{Root}{id}.md";
}
