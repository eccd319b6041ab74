using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace QuantumAttributes.Generators.Files;

/// <summary>
/// What a file sees of the compilation that it is in, besides its own text. Where this is the same, so is what the file means, and it
/// need not be bound again: most edits are made in the body of one member, which no other file sees.
/// </summary>
internal sealed class Surroundings
{
    private static readonly ConditionalWeakTable<Compilation, Surroundings> Known = new();

    private readonly string _names;
    private readonly string _declarations;
    private readonly string _assembly;
    private readonly LanguageVersion? _language;
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<MetadataReference> _references;

    private Surroundings(Compilation compilation)
    {
        var files = compilation.SyntaxTrees.Select(FileSyntax.Of).ToList();
        _names = string.Concat(files.Select(static file => file.Names));
        _declarations = string.Concat(files.Select(static file => file.Declarations));
        _assembly = compilation.AssemblyName ?? "";
        _language = (compilation as CSharpCompilation)?.LanguageVersion;
        _options = compilation.Options;
        _references = compilation.ExternalReferences;
        DeclareNameOfOurs = files.Any(static file => file.DeclaresNameOfOurs);
        Aliases = [.. files.SelectMany(static file => file.Aliases).Where(static alias => alias.GlobalKeyword != default)];
    }

    /// <summary>The aliases that all files have.</summary>
    public ImmutableArray<UsingDirectiveSyntax> Aliases { get; }

    /// <summary>Whether something of the project's own is named like a method of ours, so that a call's name does not tell whose it is.</summary>
    public bool DeclareNameOfOurs { get; }

    public static Surroundings Of(Compilation compilation) =>
        Known.GetValue(compilation, static compilation => new Surroundings(compilation));

    /// <summary>Whether names and constants mean the same in both; and all members are declared the same, where those matter.</summary>
    public bool IsLike(Surroundings other, bool withMembers) =>
        ReferenceEquals(this, other)
        || ((withMembers ? _declarations == other._declarations : _names == other._names)
            && DeclareNameOfOurs == other.DeclareNameOfOurs
            && _assembly == other._assembly
            && _language == other._language
            && _options.Equals(other._options)
            && _references.SequenceEqual(other._references));
}
