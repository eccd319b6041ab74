using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.CodeFixes;

/// <summary>Changes of a file that are easier to say in text than in syntax.</summary>
internal static class DocumentExtensions
{
    /// <summary>The document with another text in place of this span; an empty span is where to insert it.</summary>
    public static async Task<Document> ReplaceAsync(this Document document, TextSpan span, string text, CancellationToken cancellationToken)
    {
        SourceText before = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(before.Replace(span, text));
    }
}
