using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Analyzers;

/// <summary>Questions about symbols that several rules ask.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether it is this very symbol; false where the compilation does not know it.</summary>
    public static bool Is(this ISymbol? symbol, ISymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(symbol, other);

    /// <summary>Whether the type is this one or derives from it.</summary>
    public static bool IsOrDerivesFrom(this ITypeSymbol? type, INamedTypeSymbol? ancestor) =>
        type.WithBases().Any(current => current.OriginalDefinition.Is(ancestor));

    /// <summary>The type, its base, the base of that, and so on.</summary>
    public static IEnumerable<ITypeSymbol> WithBases(this ITypeSymbol? type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
            yield return current;
    }

    /// <summary>
    /// The types of this name in metadata that the compilation references. A source file may declare a type of the same full name: that is
    /// another type.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> GetReferencedTypes(this Compilation compilation, string metadataName) =>
        compilation.GetTypesByMetadataName(metadataName).Where(type => !type.ContainingAssembly.Is(compilation.Assembly));

    /// <summary>The attribute of this class on the symbol itself, or null.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, INamedTypeSymbol? attributeClass) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(attributeClass));

    /// <summary>Where the attribute is written, or none where it is in another assembly.</summary>
    public static Location LocationOf(this AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? Location.None;

    /// <summary>The type of a field, property, parameter or local; null of anything else.</summary>
    public static ITypeSymbol? Type(this ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        ILocalSymbol local => local.Type,
        _ => null,
    };
}
