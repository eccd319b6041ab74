using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>The expression that a diagnostic reports, and what the compiler knows of its file.</summary>
internal sealed record ReportedCode(Document Document, SemanticModel Model, ExpressionSyntax Expression)
{
    /// <summary>Of the diagnostic that a fix is asked for; null where it reports no expression.</summary>
    public static async Task<ReportedCode?> FindAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || root.FindNode(context.Span, getInnermostNodeForTie: true) is not ExpressionSyntax expression)
            return null;

        // Of what goes over several lines the name alone is reported, or what begins with it.
        ExpressionSyntax whole = expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression ? access : expression;
        return new ReportedCode(context.Document, model, whole);
    }

    /// <summary>A type that the file's project knows, or null.</summary>
    public INamedTypeSymbol? Type(string metadataName) => Model.Compilation.GetTypeByMetadataName(metadataName);
}
