using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.CodeFixes.Usage;

/// <summary>Takes an attribute away, and its list where it is alone there. Comments stay.</summary>
internal static class AttributeRemoval
{
    public static TextSpan SpanOf(AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        int index = list.Attributes.IndexOf(attribute);
        if (index > 0)
            return TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End);
        if (list.Attributes.Count > 1)
            return TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart);
        var next = list.GetLastToken().GetNextToken();
        bool hasComment = next.LeadingTrivia.Concat(list.GetTrailingTrivia()).Any(trivia => !string.IsNullOrWhiteSpace(trivia.ToString()));
        return TextSpan.FromBounds(list.SpanStart, hasComment ? list.Span.End : next.SpanStart);
    }
}
