using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.Generators.Files;

/// <summary>
/// Reads the string constants of a file's statements for less than it costs to bind the statements: an application maps its endpoints
/// in one method, and the scope of its last statement is made of all before.
/// </summary>
internal sealed class StatementConstants(SemanticModel model)
{
    private readonly Dictionary<SyntaxNode, HashSet<string>> _locals = [];

    /// <summary>The constant, or null where the expression is none.</summary>
    public string? ValueOf(ExpressionSyntax expression)
    {
        if (expression is LiteralExpressionSyntax literal)
            return literal.Token.Value as string;

        var member = MemberAround(expression);
        return ValueAt(UsesLocal(expression, member) ? expression.SpanStart : PositionBefore(expression, member), expression);
    }

    /// <summary>A position outside of the member that the node is in, where names mean the same but for the member's own.</summary>
    public static int PositionBefore(SyntaxNode node) => PositionBefore(node, MemberAround(node));

    /// <summary>The member whose statements the node is among; null for the statements of the file itself.</summary>
    public static MemberDeclarationSyntax? MemberAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static node => node is not GlobalStatementSyntax);

    private static int PositionBefore(SyntaxNode node, MemberDeclarationSyntax? member) => member?.SpanStart ?? node.SyntaxTree.Length;

    // As the argument of an attribute, where everything is constant.
    private string? ValueAt(int position, ExpressionSyntax expression)
    {
        var argument = SyntaxFactory.AttributeArgument(expression.WithoutTrivia());
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.IdentifierName("QuantumAuth"),
            SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(argument)));
        return model.TryGetSpeculativeSemanticModel(position, attribute, out var speculative)
            ? speculative.GetConstantValue(attribute.ArgumentList!.Arguments[0].Expression).Value as string
            : null;
    }

    private bool UsesLocal(ExpressionSyntax expression, MemberDeclarationSyntax? member)
    {
        var scope = member ?? expression.SyntaxTree.GetRoot();
        if (!_locals.TryGetValue(scope, out var locals))
            _locals.Add(scope, locals = [.. scope.DescendantNodes().Select(DeclaredName).OfType<string>()]);
        return expression.DescendantNodesAndSelf().Any(node => node is IdentifierNameSyntax name && locals.Contains(name.Identifier.ValueText));
    }

    private static string? DeclaredName(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        CatchDeclarationSyntax exception => exception.Identifier.ValueText,
        _ => null,
    };
}
