using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.CodeFixes;

/// <summary>Adds using directives to a file.</summary>
internal static class UsingDirectives
{
    /// <summary>The change that brings the namespace into scope, behind the others.</summary>
    public static TextChange Add(SyntaxNode root, string name, string newLine)
    {
        var file = (CompilationUnitSyntax)root;
        if ((file.Usings.LastOrDefault() ?? (SyntaxNode?)file.Externs.LastOrDefault()) is { } last)
            return new TextChange(new TextSpan(last.Span.End, 0), $"{newLine}using {name};");

        // Behind what a file begins with: a licence, and what the SDK reads of a program in one file.
        var beginning = file.GetFirstToken(includeZeroWidth: true).LeadingTrivia.TakeWhile(static trivia => BeginsFile(trivia.Kind()));
        int position = beginning.Select(static trivia => trivia.FullSpan.End).LastOrDefault();
        return new TextChange(new TextSpan(position, 0), $"using {name};{newLine}");
    }

    private static bool BeginsFile(SyntaxKind kind) => kind
        is SyntaxKind.SingleLineCommentTrivia
        or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.WhitespaceTrivia
        or SyntaxKind.EndOfLineTrivia
        or SyntaxKind.ShebangDirectiveTrivia
        or SyntaxKind.IgnoredDirectiveTrivia;
}
