using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantumAttributes.Analyzers.Tests.Catalogue;

/// <summary>The libraries that the catalogue names: what the tests' project is compiled against, without our own.</summary>
internal static class ClassicalLibraries
{
    /// <summary>An empty compilation that references them.</summary>
    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "Empty",
        references: File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "references.txt"))
            .Where(static path => !Path.GetFileName(path).StartsWith("QuantumAttributes.", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)));
}
