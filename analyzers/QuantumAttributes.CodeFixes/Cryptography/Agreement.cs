using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>A statement that agrees on a key and keeps it in a local: <c>byte[] secret = own.DeriveRawSecretAgreement(peer);</c>.</summary>
internal sealed record Agreement(StatementSyntax Statement, InvocationExpressionSyntax Call, string Target)
{
    /// <summary>Where the next statement can go: behind a comment on the line.</summary>
    public int End => Statement.GetTrailingTrivia()
        .Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
        .Select(static trivia => trivia.SpanStart)
        .DefaultIfEmpty(Statement.Span.End)
        .First();

    /// <summary>The statement of the call that is reported; null where it is none of these.</summary>
    public static Agreement? Find(ReportedCode code)
    {
        if (code.Expression is not InvocationExpressionSyntax call || !IsAgreement(call, code.Model))
            return null;
        return call.Parent switch
        {
            EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax
                {
                    Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } declaration,
                } variable,
            } when IsInList(statement) => new Agreement(statement, call, $"{declaration.Type} {variable.Identifier}"),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement } assignment
                when IsInList(statement) && code.Model.GetSymbolInfo(assignment.Left).Symbol is ILocalSymbol local
                => new Agreement(statement, call, local.Name),
            _ => null,
        };
    }

    private static bool IsInList(StatementSyntax statement) => statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax;

    private static bool IsAgreement(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ReturnType: IArrayTypeSymbol } method
            || !method.Name.StartsWith("Derive", StringComparison.Ordinal))
            return false;
        for (ITypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() == "System.Security.Cryptography.ECDiffieHellman")
                return true;
        }

        return false;
    }
}
