using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>Local variables: where they are declared and used.</summary>
internal static class Locals
{
    /// <summary>Where the local is declared, alone, that the expression reads; otherwise null.</summary>
    public static VariableDeclaratorSyntax? DeclarationOf(ExpressionSyntax use, SemanticModel model) =>
        use is IdentifierNameSyntax && model.GetSymbolInfo(use).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] }
        && reference.GetSyntax() is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } declarator
            ? declarator
            : null;

    /// <summary>The one use of the local; null where there are more, or none.</summary>
    public static IdentifierNameSyntax? SoleUseOf(VariableDeclaratorSyntax declarator, SemanticModel model) =>
        UsesOf(declarator, model) is [var use] ? use : null;

    /// <summary>Whether the local gets another value after its declaration.</summary>
    public static bool IsAssigned(VariableDeclaratorSyntax declarator, SemanticModel model) => UsesOf(declarator, model).Any(static use =>
        use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use
        || use.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None });

    /// <summary>All that is in the same member, or in the same file of statements.</summary>
    public static SyntaxNode MemberAround(SyntaxNode node) =>
        node.Ancestors().First(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);

    private static IReadOnlyList<IdentifierNameSyntax> UsesOf(VariableDeclaratorSyntax declarator, SemanticModel model) =>
        model.GetDeclaredSymbol(declarator) is ILocalSymbol local
            ?
            [
                .. MemberAround(declarator)
                    .DescendantNodes()
                    .OfType<IdentifierNameSyntax>()
                    .Where(name => name.Identifier.ValueText == local.Name)
                    .Where(name => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local)),
            ]
            : [];
}
