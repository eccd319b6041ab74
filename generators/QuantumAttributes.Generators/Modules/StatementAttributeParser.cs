using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QuantumAttributes.Generators.Files;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Modules;

/// <summary>
/// Reads our attributes on lambdas and local functions, without binding the statements that these are in: asking for the symbol
/// of a lambda would resolve the overloads of the <c>MapPost</c> around it.
/// </summary>
/// <remarks>An attribute that is reached through an alias is not seen here; on types and members it is.</remarks>
internal sealed class StatementAttributeParser(SemanticModel model, StatementConstants constants)
{
    private readonly Dictionary<(SyntaxNode? Scope, string Name), string?> _attributeTypes = [];

    public static bool IsCandidate(AttributeSyntax attribute) =>
        attribute.Parent?.Parent is LambdaExpressionSyntax or LocalFunctionStatementSyntax
        && AttributeNames.IsDemand(AttributeNames.NameOf(attribute.Name));

    public AttributeUse? Parse(AttributeSyntax attribute, CancellationToken cancellationToken)
    {
        string? type = TypeOf(attribute.Name);
        if (type is not (WellKnownNames.AuthAttribute or WellKnownNames.ChannelAttribute))
            return null;

        string? profile = type == WellKnownNames.AuthAttribute ? ProfileOf(attribute) : null;
        return new AttributeUse(profile, MemberPath.Of(attribute, model, cancellationToken));
    }

    // The name means the same to all the lambdas of a scope, and there may be a thousand.
    private string? TypeOf(NameSyntax name)
    {
        var key = (StatementConstants.MemberAround(name)?.Parent, name.ToString());
        if (!_attributeTypes.TryGetValue(key, out string? type))
        {
            type = model.GetSpeculativeTypeInfo(StatementConstants.PositionBefore(name), name, SpeculativeBindingOption.BindAsTypeOrNamespace)
                .Type?.ToDisplayString(SymbolFormats.Message);
            _attributeTypes.Add(key, type);
        }

        return type;
    }

    private string? ProfileOf(AttributeSyntax attribute)
    {
        var argument = attribute.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null);
        return argument is null ? WellKnownNames.DefaultProfile : constants.ValueOf(argument.Expression);
    }
}
