using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>Whether generated code, which stands in files of its own, can name something.</summary>
internal static class Reachability
{
    /// <summary>
    /// Whether a type can be named from anywhere in the assembly, as a type argument too; together with its own arguments and
    /// elements.
    /// </summary>
    public static bool IsReachable(this ITypeSymbol type, IAssemblySymbol from, Compilation compilation) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsReachable(from, compilation),
        IDynamicTypeSymbol => true,
        INamedTypeSymbol named => named.TypeKind != TypeKind.Error
            && named.SpecialType != SpecialType.System_Void
            && !named.IsRefLikeType
            && !named.IsFileLocalOrInside()
            && compilation.IsSymbolAccessibleWithin(named, from)
            && named.AllTypeArguments().All(argument => argument.IsReachable(from, compilation)),
        _ => false,
    };

    /// <summary>Whether other assemblies can name the type as well.</summary>
    public static bool IsPublic(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsPublic(),
        INamedTypeSymbol named => IsPublicHereAndAbove(named) && named.AllTypeArguments().All(IsPublic),
        _ => true,
    };

    /// <summary>Whether the type, or a type around it, has type parameters.</summary>
    public static bool IsGenericOrInside(this INamedTypeSymbol type) =>
        type.IsGenericType || type.ContainingType?.IsGenericOrInside() == true;

    private static bool IsPublicHereAndAbove(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public
        && (type.ContainingType is null || IsPublicHereAndAbove(type.ContainingType));

    private static bool IsFileLocalOrInside(this INamedTypeSymbol type) =>
        type.IsFileLocal || type.ContainingType?.IsFileLocalOrInside() == true;

    private static IEnumerable<ITypeSymbol> AllTypeArguments(this INamedTypeSymbol type)
    {
        var own = type.TypeArguments.AsEnumerable();
        return type.ContainingType is null ? own : own.Concat(type.ContainingType.AllTypeArguments());
    }
}
