using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Hubs;

/// <summary>Where the attributes that apply to a hub can stand.</summary>
internal static class HubMembers
{
    /// <summary>Whether the type is SignalR's own <c>Hub</c>, from which all others derive.</summary>
    public static bool IsRoot(INamedTypeSymbol type) => type.Is(WellKnownNames.Hub);

    /// <summary>Whether the type derives from SignalR's own <c>Hub</c>.</summary>
    public static bool IsHub(INamedTypeSymbol type) => type.BaseType.WithBases().Any(IsRoot);

    /// <summary>
    /// The hub and its bases, with their public methods. An overridden method is among them: what it demands, its override
    /// inherits.
    /// </summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol hub)
    {
        foreach (var type in hub.WithBases().TakeWhile(static type => !IsRoot(type)))
        {
            yield return type;
            foreach (var method in type.GetMembers().Where(IsCallable))
                yield return method;
        }
    }

    private static bool IsCallable(ISymbol member) => member is IMethodSymbol
    {
        MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public,
    };
}
