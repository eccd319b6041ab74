using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Analyzers.Tests.Infrastructure;

namespace QuantumAttributes.Analyzers.Tests.Catalogue;

/// <summary>The libraries that the catalogue names: what the tests' project is compiled against, without our own.</summary>
internal static class ClassicalLibraries
{
    /// <summary>An empty compilation that references them.</summary>
    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "Empty",
        references: References.OfProject.Except(References.Of("QuantumAttributes.")));
}
