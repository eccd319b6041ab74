using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;
using QuantumAttributes.Generators.Modules;

namespace QuantumAttributes.Generators.Manifest;

/// <summary>What an assembly's manifest says.</summary>
internal sealed record ManifestModel
{
    public required string Assembly { get; init; }

    /// <summary>The entries, sorted: by kind, name and place.</summary>
    public required EquatableArray<ManifestEntry> Entries { get; init; }

    /// <summary>
    /// The manifest, or null where there is nothing to say: the assembly does not know us, or has neither endpoints nor anything of ours.
    /// </summary>
    public static ManifestModel? From(
        AssemblyModel assembly, Compilation compilation, string projectDirectory, CancellationToken cancellationToken)
    {
        if (!assembly.KnowsModules)
            return null;

        var sorted = compilation.SyntaxTrees
            .SelectMany(tree => ManifestFileParser.Parse(QuietModel.Of(compilation, tree), cancellationToken))
            .Select(entry => entry with { Place = entry.Place with { File = entry.Place.RelativeTo(projectDirectory) } })
            .OrderBy(static entry => entry.Kind, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Name, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Place.File, StringComparer.Ordinal)
            .ThenBy(static entry => entry.Place.Line)
            .ToEquatableArray();
        return sorted.Count > 0 ? new ManifestModel { Assembly = assembly.Name, Entries = sorted } : null;
    }
}
