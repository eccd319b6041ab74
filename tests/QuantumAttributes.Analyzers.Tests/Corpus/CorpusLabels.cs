using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantumAttributes.Analyzers.Tests.Corpus;

/// <summary>Reads the labels of a file: its trailing comments. One that is written wrongly stops it, since it would count for nothing.</summary>
internal static partial class CorpusLabels
{
    public static readonly FrozenSet<string> Families =
    [
        "encryption", "signatures", "certificates", "certificate-keys", "messages", "xml", "tokens", "tls", "ssh", "data-protection",
        "key-services", "native", "weak",
    ];

    public static IEnumerable<CorpusLabel> Read(SyntaxTree tree)
    {
        SyntaxNode root = tree.GetRoot();
        foreach (SyntaxTrivia comment in root.DescendantTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            string text = comment.ToString();
            if (!Resembling().IsMatch(text))
                continue;

            int line = comment.GetLocation().GetLineSpan().StartLinePosition.Line;
            string before = tree.GetText().Lines[line].ToString()[..comment.GetLocation().GetLineSpan().StartLinePosition.Character];
            yield return Parse(text, Path.GetFileName(tree.FilePath), line + 1, isTrailing: !string.IsNullOrWhiteSpace(before));
        }
    }

    private static CorpusLabel Parse(string text, string file, int line, bool isTrailing)
    {
        Match match = Label().Match(text);
        string family = match.Groups["family"].Value;
        if (!match.Success || !isTrailing || (family.Length > 0 && !Families.Contains(family)))
            throw new FormatException($"{file}:{line}: '{text}' is no label.");

        return new(file, line, family.Length == 0 ? CorpusLabelKind.Clean : Enum.Parse<CorpusLabelKind>(match.Groups["kind"].Value, true), family);
    }

    [GeneratedRegex(@"^//+\s*(find|lower|hybrid|clean)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Resembling();

    [GeneratedRegex("^// (?:clean|(?<kind>find|lower|hybrid): (?<family>[a-z-]+))$")]
    private static partial Regex Label();
}
