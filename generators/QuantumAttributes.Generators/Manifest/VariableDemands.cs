using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>What statements of their own demand of a variable: <c>admin.RequireQuantumAuth();</c>.</summary>
internal static class VariableDemands
{
    /// <summary>The demands, or null where the variable is assigned again and may stand for something else.</summary>
    public static Demands? Of(
        VariableDeclaratorSyntax declarator, ISymbol variable, SemanticModel model, CancellationToken cancellationToken)
    {
        var demands = Demands.None;
        foreach (var use in Uses(declarator, variable, model, cancellationToken))
        {
            if (use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use)
                return null;
            demands += CallChain.DemandsBehind(use, model, cancellationToken);
        }

        return demands;
    }

    private static IEnumerable<IdentifierNameSyntax> Uses(
        VariableDeclaratorSyntax declarator, ISymbol variable, SemanticModel model, CancellationToken cancellationToken)
    {
        var member = declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>(static node => node is not GlobalStatementSyntax)
            ?? declarator.SyntaxTree.GetRoot(cancellationToken);
        return member.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name =>
            name.Identifier.ValueText == variable.Name
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, variable));
    }
}
