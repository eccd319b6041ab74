using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>A method that can have one more parameter: it is private or internal, nobody calls it, and nothing else says what it takes.</summary>
internal static class FreeMethod
{
    /// <summary>The method around the code, where it is such a one, and the code in no function inside it; otherwise null.</summary>
    public static async Task<MethodDeclarationSyntax?> FindAsync(ReportedCode code, CancellationToken cancellationToken)
    {
        SyntaxNode? around = code.Expression.Ancestors().FirstOrDefault(static node =>
            node is MemberDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
        if (around is not MethodDeclarationSyntax declaration || code.Model.GetDeclaredSymbol(declaration, cancellationToken) is not { } method
            || !IsOwn(method) || SymbolEqualityComparer.Default.Equals(method, code.Model.Compilation.GetEntryPoint(cancellationToken)))
            return null;
        var uses = await SymbolFinder.FindReferencesAsync(method, code.Document.Project.Solution, cancellationToken).ConfigureAwait(false);
        return uses.Any(static use => use.Locations.Any()) ? null : declaration;
    }

    // What bears an attribute may be called by a framework, or by generated code.
    private static bool IsOwn(IMethodSymbol method) =>
        method is
        {
            DeclaredAccessibility: Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal,
            IsVirtual: false, IsOverride: false, PartialDefinitionPart: null, ExplicitInterfaceImplementations.IsEmpty: true,
        }
        && method.GetAttributes().IsEmpty;
}
