using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using QuantumAttributes.Analyzers.Tests.Infrastructure;

namespace QuantumAttributes.Analyzers.Tests.Corpus;

/// <summary>One program of the corpus: a directory of source that is compiled as one.</summary>
internal sealed class CorpusProject(string name)
{
    // Compiled once the attribute is there that it uses.
    private const string Marked = "HybridMarked.cs";
    private const string Mark = "QuantumAttributes.QuantumHybridAttribute";

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly string Root = typeof(CorpusProject).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key == "CorpusDirectory").Value!;

    public string Name => name;

    /// <summary>Each file with its whole path.</summary>
    public ImmutableArray<SyntaxTree> Files { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Root, name), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(static path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), TestOptions.Parse, path)),
    ];

    /// <summary>Of all files, also of the one that may not be compiled yet.</summary>
    public ImmutableArray<CorpusLabel> Labels => [.. Files.SelectMany(CorpusLabels.Read)];

    /// <summary>The program as the web SDK would compile it, with what the framework's generator adds for native methods.</summary>
    public Compilation Compile()
    {
        var empty = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(ImplicitUsings, TestOptions.Parse, "ImplicitUsings.g.cs")],
            References.OfProject,
            TestOptions.Compile(OutputKind.ConsoleApplication).WithAllowUnsafe(true));
        bool hasMark = empty.GetTypeByMetadataName(Mark) is not null;
        var files = Files.Where(file => hasMark || Path.GetFileName(file.FilePath) != Marked);

        CSharpGeneratorDriver.Create(NativeMethods(), parseOptions: TestOptions.Parse)
            .RunGeneratorsAndUpdateCompilation(empty.AddSyntaxTrees(files), out Compilation compilation, out _);
        return compilation;
    }

    // Beside the framework's reference assemblies, in the same pack.
    private static ImmutableArray<ISourceGenerator> NativeMethods()
    {
        string runtime = References.OfProject.Single(static reference => Path.GetFileName(reference.FilePath) == "System.Runtime.dll").FilePath!;
        string generator = Path.Combine(
            Path.GetDirectoryName(runtime)!, "..", "..", "analyzers", "dotnet", "cs", "Microsoft.Interop.LibraryImportGenerator.dll");
        return new AnalyzerFileReference(Path.GetFullPath(generator), Loader.Instance).GetGenerators(LanguageNames.CSharp);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static readonly Loader Instance = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
