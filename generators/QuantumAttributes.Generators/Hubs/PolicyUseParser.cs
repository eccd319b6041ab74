using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Hubs;

/// <summary>Reads the policies that everything that authorises names, ordinary <c>[Authorize]</c> included.</summary>
/// <remarks>A policy that an attribute of the user's sets in its constructor is not seen.</remarks>
internal static class PolicyUseParser
{
    public static EquatableArray<PolicyUse> Parse(IEnumerable<ISymbol> members) => members
        .SelectMany(Parse)
        .Distinct()
        .OrderBy(static use => use.Policy, StringComparer.Ordinal)
        .ThenBy(static use => use.Where, StringComparer.Ordinal)
        .ToEquatableArray();

    // The member as its own assembly names it in its profile uses: a base Hub<T> keeps its T.
    private static IEnumerable<PolicyUse> Parse(ISymbol member) => member.GetAttributes()
        .Select(PolicyOf)
        .Where(static policy => !string.IsNullOrWhiteSpace(policy))
        .Select(policy => new PolicyUse(policy!, member.OriginalDefinition.ToDisplayString(SymbolFormats.Message)));

    /// <summary>The policy that an attribute names, or null.</summary>
    public static string? PolicyOf(AttributeData attribute)
    {
        if (attribute.AttributeClass?.AllInterfaces.Any(static type => type.Is(WellKnownNames.AuthorizeData)) != true)
            return null;

        // What is assigned by name, is assigned after the constructor has run.
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Policy")
                return argument.Value.Value as string;
        }

        return ConstructedPolicy(attribute);
    }

    private static string? ConstructedPolicy(AttributeData attribute)
    {
        if (attribute.AttributeClass.Is(WellKnownNames.AuthorizeAttribute))
            return attribute.ConstructorArguments is [var policy] ? policy.Value as string : null;

        string? profile = MemberAttributeParser.ProfileOf(attribute);
        return string.IsNullOrWhiteSpace(profile) ? null : WellKnownNames.PolicyPrefix + profile;
    }
}
