using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>How symbols become text.</summary>
internal static class SymbolFormats
{
    /// <summary>A type as generated code writes it: <c>global::</c>-qualified, with its nullable annotations.</summary>
    public static readonly SymbolDisplayFormat Code = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>A type or member as messages write it: <c>Bank.ChatHub.Remove(string)</c>.</summary>
    public static readonly SymbolDisplayFormat Message = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    public static string ToCode(this ITypeSymbol type) => type.ToDisplayString(Code);

    /// <summary>Whether the type has this full name, without generic arguments.</summary>
    // The name alone first: to write out a full one is dear, and most differ.
    public static bool Is(this ITypeSymbol? type, string fullName) =>
        type is not null && fullName.EndsWith(type.Name, StringComparison.Ordinal) && type.ToDisplayString(Message) == fullName;
}
