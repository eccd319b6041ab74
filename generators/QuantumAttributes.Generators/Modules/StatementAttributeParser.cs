using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>
/// Reads our attributes on lambdas and local functions, without binding the statements that these are in: asking for the symbol
/// of a lambda would resolve the overloads of the <c>MapPost</c> around it.
/// </summary>
/// <remarks>An attribute that is reached through an alias is not seen here; on types and members it is.</remarks>
internal sealed class StatementAttributeParser(SemanticModel model)
{
    private readonly Dictionary<(SyntaxNode Scope, string Name), string?> _attributeTypes = [];

    public static bool IsCandidate(AttributeSyntax attribute) =>
        attribute.Parent?.Parent is LambdaExpressionSyntax or LocalFunctionStatementSyntax
        && NameOf(attribute) is "QuantumAuth" or "QuantumAuthAttribute" or "QuantumChannel" or "QuantumChannelAttribute";

    public AttributeUse? Parse(AttributeSyntax attribute, CancellationToken cancellationToken)
    {
        var member = attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>(static node => node is not GlobalStatementSyntax);
        int outside = member?.SpanStart ?? attribute.SyntaxTree.Length;
        var scope = member?.Parent ?? attribute.SyntaxTree.GetRoot(cancellationToken);

        string? type = TypeOf(attribute.Name, scope, outside);
        if (type is not (WellKnownNames.AuthAttribute or WellKnownNames.ChannelAttribute))
            return null;

        string? profile = type == WellKnownNames.AuthAttribute ? ProfileOf(attribute, outside) : null;
        return new AttributeUse(profile, MemberPath.Of(attribute, model, cancellationToken));
    }

    // The name means the same to all the lambdas of a scope, and there may be a thousand.
    private string? TypeOf(NameSyntax name, SyntaxNode scope, int position)
    {
        var key = (scope, name.ToString());
        if (!_attributeTypes.TryGetValue(key, out string? type))
        {
            type = model.GetSpeculativeTypeInfo(position, name, SpeculativeBindingOption.BindAsTypeOrNamespace)
                .Type?.ToDisplayString(SymbolFormats.Message);
            _attributeTypes.Add(key, type);
        }

        return type;
    }

    private string? ProfileOf(AttributeSyntax attribute, int outside)
    {
        var argument = attribute.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null);
        if (argument is null)
            return WellKnownNames.DefaultProfile;
        if (argument.Expression is LiteralExpressionSyntax { Token.Value: string literal })
            return literal;

        // A constant is mostly one of a type. Only a local one needs the scope of the statement, which is dear to set up.
        return ConstantAt(outside, attribute) ?? ConstantAt(attribute.SpanStart, attribute);
    }

    private string? ConstantAt(int position, AttributeSyntax attribute)
    {
        // The compiler refuses to speculate about a node that is in the tree already.
        var copy = attribute.WithAdditionalAnnotations(new SyntaxAnnotation());
        if (!model.TryGetSpeculativeSemanticModel(position, copy, out var speculative))
            return null;

        var argument = copy.ArgumentList!.Arguments.First(static argument => argument.NameEquals is null);
        return speculative.GetConstantValue(argument.Expression).Value as string;
    }

    private static string NameOf(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
