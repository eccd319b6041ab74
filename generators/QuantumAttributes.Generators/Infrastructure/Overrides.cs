using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Generators.Infrastructure;

internal static class Overrides
{
    /// <summary>Methods without those that one before overrides. Those of a class come before those of its bases.</summary>
    public static IEnumerable<IMethodSymbol> WithoutOverridden(this IEnumerable<IMethodSymbol> methods)
    {
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var method in methods)
        {
            if (method.OverriddenMethod is { } hidden)
                overridden.Add(hidden);
            if (!overridden.Contains(method))
                yield return method;
        }
    }
}
