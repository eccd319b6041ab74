using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>What an expression stands for.</summary>
internal static class DeclaredValue
{
    /// <summary>The value that a local, field or property of the same file is declared with; the expression where it is anything else. Without casts.</summary>
    public static ExpressionSyntax Of(ExpressionSyntax expression, SemanticModel model)
    {
        ExpressionSyntax bare = Unwrap(expression);
        return model.GetSymbolInfo(bare).Symbol is { DeclaringSyntaxReferences: [var reference] }
            && reference.SyntaxTree == model.SyntaxTree && InitializerOf(reference.GetSyntax()) is { } value
                ? Unwrap(value)
                : bare;
    }

    private static ExpressionSyntax? InitializerOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
        _ => null,
    };

    private static ExpressionSyntax Unwrap(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Unwrap(inner.Expression),
        CastExpressionSyntax cast => Unwrap(cast.Expression),
        PostfixUnaryExpressionSyntax suppressed => Unwrap(suppressed.Operand),
        _ => expression,
    };
}
