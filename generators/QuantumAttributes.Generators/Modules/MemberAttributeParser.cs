using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Reads our attributes on types and members.</summary>
internal static class MemberAttributeParser
{
    public static AttributeUse Parse(AttributeData attribute, ISymbol member) =>
        new(ProfileOf(attribute), member.ToDisplayString(SymbolFormats.Message));

    /// <summary>The profile that <c>[QuantumAuth]</c> names; null for any other attribute, and where it is a mistake.</summary>
    public static string? ProfileOf(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is null || !attribute.AttributeClass.Is(WellKnownNames.AuthAttribute))
            return null;
        return attribute.ConstructorArguments is [var profile] ? profile.Value as string : WellKnownNames.DefaultProfile;
    }
}
