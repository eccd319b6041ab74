using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.CodeFixes.Cryptography;

/// <summary>Names of types for a place in a file: short where they can be, with the using directives that it takes.</summary>
internal sealed class TypeNames(SemanticModel model, int position)
{
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>The type's name; in full where another type has the short one.</summary>
    public string Of(INamedTypeSymbol type)
    {
        var known = model.LookupNamespacesAndTypes(position, name: type.Name);
        if (known.Contains(type, SymbolEqualityComparer.Default))
            return type.Name;
        if (!known.IsEmpty)
            return type.ToDisplayString();
        _missing.Add(type.ContainingNamespace.ToDisplayString());
        return type.Name;
    }

    /// <summary>What the names that were asked for need.</summary>
    public IEnumerable<TextChange> Usings(SourceText text) =>
        _missing.Select(name => UsingDirectives.Add(model.SyntaxTree.GetRoot(), name, text.NewLine()));
}
