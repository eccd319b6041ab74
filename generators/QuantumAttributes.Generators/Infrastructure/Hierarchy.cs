using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>What classes have from their bases.</summary>
internal static class Hierarchy
{
    /// <summary>The class, its base, the base of that, and so on.</summary>
    public static IEnumerable<INamedTypeSymbol> WithBases(this INamedTypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
    }

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
