using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantumAttributes.Generators.Tests.Infrastructure;

namespace QuantumAttributes.Benchmarks.Generators;

/// <summary>
/// An application of 1,000 endpoints, 100 hubs, 200 capabilities and 500 classes that are none of ours, always the same to the letter.
/// </summary>
internal sealed class SyntheticProject
{
    private const int Endpoints = 1000;

    private static readonly CSharpParseOptions ParseOptions = new CSharpParseOptions(LanguageVersion.CSharp14)
        .WithFeatures([new KeyValuePair<string, string>("InterceptorsNamespaces", "QuantumAttributes.Generated")]);

    private readonly Dictionary<string, SyntaxTree> _files;

    private SyntheticProject(string name, IEnumerable<(string File, string Text)> files)
    {
        Name = name;
        _files = files.ToDictionary(static file => file.File, static file => Parse(file.File, file.Text));
        Compilation = CSharpCompilation.Create(
            "Synthetic.App", _files.Values, References(), new CSharpCompilationOptions(OutputKind.ConsoleApplication));
    }

    public string Name { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>The endpoints spread over files, as applications of this size have them.</summary>
    public static SyntheticProject InFiles() =>
        new("20 files of 50 endpoints", [.. SyntheticEndpoints.Files(20, Endpoints / 20), .. SyntheticClasses.Files()]);

    /// <summary>All endpoints as top-level statements of one file, which is bound anew wherever one types in it.</summary>
    public static SyntheticProject InOneFile() =>
        new("all endpoints in Program.cs", [SyntheticEndpoints.Program(Endpoints), .. SyntheticClasses.Files()]);

    /// <param name="isDesignTime">Whether as in an IDE, where nothing is built.</param>
    /// <param name="isTracking">Whether the steps are kept, to be looked at.</param>
    public static GeneratorDriver CreateDriver(bool isDesignTime, bool isTracking) => CSharpGeneratorDriver.Create(
        [new QuantumAttributes.Generators.QuantumGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        optionsProvider: new ProjectOptions(directory: "", isBuilt: !isDesignTime),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, isTracking));

    /// <summary>The application as it is after an edit; the edited file is parsed already.</summary>
    public CSharpCompilation After(Edit edit, int number)
    {
        SyntaxTree before = _files[edit.File];
        string text = before.ToString();
        string replacement = string.Format(CultureInfo.InvariantCulture, edit.After, number);
        string edited = text.Replace(edit.Before, replacement, StringComparison.Ordinal);
        if (edited == text)
            throw new InvalidOperationException($"{edit.File} has no {edit.Before}.");

        SyntaxTree after = Parse(edit.File, edited);
        after.GetRoot();
        return Compilation.ReplaceSyntaxTree(before, after);
    }

    /// <summary>The application as nobody has seen it before.</summary>
    public CSharpCompilation Reopened() => Compilation
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(_files.Select(static file => Parse(file.Key, file.Value.ToString())));

    private static SyntaxTree Parse(string file, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, file);

    // What this process itself runs on: our assemblies, ASP.NET Core and the base library.
    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(static path => Path.GetFileName(path) is { } name
            && !name.StartsWith("QuantumAttributes.Benchmarks", StringComparison.Ordinal)
            && !name.StartsWith("QuantumAttributes.Generators", StringComparison.Ordinal))
        .Select(static path => MetadataReference.CreateFromFile(path));
}
