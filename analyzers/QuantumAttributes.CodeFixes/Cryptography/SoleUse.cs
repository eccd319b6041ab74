using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>Locals that are used at one place only.</summary>
internal static class SoleUse
{
    /// <summary>Where the local is declared, alone, that the expression is the one use of; otherwise null.</summary>
    public static VariableDeclaratorSyntax? DeclarationOf(ExpressionSyntax use, SemanticModel model) =>
        use is IdentifierNameSyntax && model.GetSymbolInfo(use).Symbol is ILocalSymbol local && DeclarationOf(local) is { } declarator
        && UsesOf(local, declarator, model).Count == 1
            ? declarator
            : null;

    /// <summary>The one use of the local that the value is declared as; null where there are more, or none.</summary>
    public static IdentifierNameSyntax? Of(ExpressionSyntax value, SemanticModel model) =>
        value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator }
        && model.GetDeclaredSymbol(declarator) is ILocalSymbol local && UsesOf(local, declarator, model) is [var use]
            ? use
            : null;

    private static VariableDeclaratorSyntax? DeclarationOf(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax() is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } declarator
            ? declarator
            : null;

    private static IReadOnlyList<IdentifierNameSyntax> UsesOf(ILocalSymbol local, SyntaxNode declarator, SemanticModel model) =>
    [
        .. declarator.Ancestors().First(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax)
            .DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local)),
    ];
}
