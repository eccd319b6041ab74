using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>How findings call symbols.</summary>
internal static class CryptographyDisplay
{
    /// <summary><c>Shop.Orders.Seal</c>.</summary>
    public static readonly SymbolDisplayFormat Member = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);
}
