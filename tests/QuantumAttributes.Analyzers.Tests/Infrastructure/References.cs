using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace QuantumAttributes.Analyzers.Tests.Infrastructure;

/// <summary>What the sources of tests are compiled against: the framework that the tests themselves run on, and our own assemblies.</summary>
internal static class References
{
    /// <summary>No reference assemblies: they would be downloaded.</summary>
    public static readonly ReferenceAssemblies None = new("net10.0");

    public static readonly ImmutableArray<MetadataReference> All =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                    || IsOurs(name)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the tests' own project is compiled against, the libraries of the catalogue among it: to be looked at, not to be run.</summary>
    public static readonly ImmutableArray<PortableExecutableReference> OfProject =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "references.txt")).Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The references whose files begin with this name.</summary>
    public static IEnumerable<PortableExecutableReference> Of(string beginning) =>
        OfProject.Where(reference => Path.GetFileName(reference.FilePath)!.StartsWith(beginning, StringComparison.Ordinal));

    private static bool IsOurs(string name) =>
        name.StartsWith("QuantumAttributes.", StringComparison.Ordinal)
        && name is not ("QuantumAttributes.Analyzers.dll" or "QuantumAttributes.CodeFixes.dll" or "QuantumAttributes.Analyzers.Tests.dll");
}
