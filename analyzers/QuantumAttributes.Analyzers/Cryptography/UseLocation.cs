using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Where a person would put the finger.</summary>
internal static class UseLocation
{
    /// <summary>The whole expression, or, where it is a chain over several lines, what of it begins with the name of the last call.</summary>
    public static Location Of(IOperation operation)
    {
        var syntax = operation.Syntax;
        var name = syntax switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
            MemberAccessExpressionSyntax access => access.Name,
            _ => null,
        };
        if (name is null || LineOf(syntax, syntax.SpanStart) == LineOf(syntax, name.SpanStart))
            return syntax.GetLocation();
        return Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(name.SpanStart, syntax.Span.End));
    }

    private static int LineOf(SyntaxNode syntax, int position) => syntax.SyntaxTree.GetText().Lines.GetLinePosition(position).Line;
}
