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

    public static bool IsCancellationToken(this IParameterSymbol parameter) => parameter.Type.Is("System.Threading.CancellationToken");

    /// <summary>Whether the type has this full name, <c>Namespace.Outer.Name</c>, and no generic arguments.</summary>
    // Part by part from the end: to write out a full name is dear, and most differ.
    public static bool Is(this ITypeSymbol? type, string fullName)
    {
        if (type is not INamedTypeSymbol { Arity: 0 })
            return false;

        int end = fullName.Length;
        for (ISymbol part = type; ; part = (ISymbol?)part.ContainingType ?? part.ContainingNamespace)
        {
            if (part is INamespaceSymbol { IsGlobalNamespace: true })
                return end < 0;

            int start = end - part.Name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, part.Name, 0, part.Name.Length) != 0 || (start > 0 && fullName[start - 1] != '.'))
                return false;
            end = start - 1;
        }
    }
}
