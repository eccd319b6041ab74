using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>Reads our attributes on types and members.</summary>
internal static class MemberAttributeParser
{
    // Those of statements are read by StatementAttributeParser, for less than it costs the compiler to find their symbols.
    public static bool IsCandidate(SyntaxNode node) => node is not (LambdaExpressionSyntax or LocalFunctionStatementSyntax);

    public static EquatableArray<AttributeUse> Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        string where = MemberPath.Of(context.TargetNode, context.SemanticModel, cancellationToken);
        return context.Attributes.Select(attribute => new AttributeUse(ProfileOf(attribute), where)).ToEquatableArray();
    }

    /// <summary>The profile that <c>[QuantumAuth]</c> names; null for any other attribute, and where it is a mistake.</summary>
    public static string? ProfileOf(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is null || !attribute.AttributeClass.Is(WellKnownNames.AuthAttribute))
            return null;
        return attribute.ConstructorArguments is [var profile] ? profile.Value as string : WellKnownNames.DefaultProfile;
    }
}
