using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>Where something is written.</summary>
/// <param name="File">The file, as the compiler knows it.</param>
/// <param name="Line">The line in the file, counted from 1.</param>
internal sealed record SourcePlace(string File, int Line)
{
    /// <summary>Where the node, or the name that it declares, begins.</summary>
    public static SourcePlace Of(SyntaxNode node)
    {
        var start = node switch
        {
            TypeDeclarationSyntax type => type.Identifier,
            MethodDeclarationSyntax method => method.Identifier,
            _ => node.GetFirstToken(),
        };
        return new SourcePlace(node.SyntaxTree.FilePath, start.GetLocation().GetLineSpan().StartLinePosition.Line + 1);
    }

    /// <summary>The file as seen from the project's directory, with slashes: the same on every machine.</summary>
    public string RelativeTo(string projectDirectory)
    {
        string file = File.Replace('\\', '/');
        string[] from = projectDirectory.Replace('\\', '/').TrimEnd('/').Split('/');
        string[] to = file.Split('/');
        int common = from.Zip(to, static (one, other) => one == other).TakeWhile(static same => same).Count();
        return projectDirectory.Length == 0 || common == 0 || to.Length == 1
            ? to[to.Length - 1]
            : string.Join("/", Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)));
    }
}
