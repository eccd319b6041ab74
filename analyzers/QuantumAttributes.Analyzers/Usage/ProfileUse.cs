using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>A profile's name, and where it is written.</summary>
internal sealed record ProfileUse(string Profile, Location Location)
{
    public const string DefaultProfile = "default";

    private const string PolicyPrefix = "quantum:";

    /// <summary>The profiles that the attributes of a symbol name.</summary>
    public static IEnumerable<ProfileUse> On(ISymbol symbol, WellKnownTypes types, CancellationToken cancellationToken) => symbol.GetAttributes()
        .Select(attribute => Read(attribute, types, cancellationToken))
        .OfType<ProfileUse>();

    /// <summary>The profile of <c>RequireQuantumAuth("profile")</c>; null where it is not a constant, or not written.</summary>
    public static ProfileUse? Of(IInvocationOperation call, WellKnownTypes types) =>
        types.IsRequireQuantumAuth(call.TargetMethod)
        && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "profile") is { IsImplicit: false } profile
        && profile.Value.ConstantValue is { HasValue: true, Value: string name }
            ? new ProfileUse(name, profile.Value.Syntax.GetLocation())
            : null;

    private static ProfileUse? Read(AttributeData attribute, WellKnownTypes types, CancellationToken cancellationToken)
    {
        string? profile = attribute.AttributeClass.Is(types.AuthAttribute)
            ? attribute.ConstructorArguments is [{ Value: string name }] ? name : DefaultProfile
            : attribute.AttributeClass.Is(types.Authorize) ? ProfileOf(PolicyOf(attribute)) : null;
        if (profile is null)
            return null;
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        AttributeArgumentSyntax? argument = syntax?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals is null or { Name.Identifier.Text: "Policy" });
        return new ProfileUse(profile, argument?.Expression.GetLocation() ?? attribute.LocationOf(cancellationToken));
    }

    // A named argument is set after the constructor has run.
    private static string? PolicyOf(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Policy").Value.Value as string
        ?? attribute.ConstructorArguments.FirstOrDefault().Value as string;

    private static string? ProfileOf(string? policy) =>
        policy?.StartsWith(PolicyPrefix, StringComparison.Ordinal) == true ? policy.Substring(PolicyPrefix.Length) : null;
}
