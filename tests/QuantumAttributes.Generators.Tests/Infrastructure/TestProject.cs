using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Agents;

namespace QuantumAttributes.Generators.Tests.Infrastructure;

/// <summary>A project to run the generator on.</summary>
internal sealed record TestProject
{
    public const string UnrelatedFile = "Unrelated.cs";

    /// <summary>What every project references.</summary>
    public static readonly MetadataReference[] Framework = [.. FrameworkReferences()];

    private static readonly MetadataReference[] SignalRClient =
    [
        MetadataReference.CreateFromFile(typeof(HubConnection).Assembly.Location),
    ];

    /// <summary>What of ours needs no ASP.NET Core.</summary>
    public static readonly MetadataReference[] Ours =
    [
        MetadataReference.CreateFromFile(typeof(IQuantumModule).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(IQuantumOrchestrator).Assembly.Location),
    ];

    public required string Source { get; init; }

    /// <summary>The text of <see cref="UnrelatedFile"/>.</summary>
    public string Unrelated { get; init; } = "class Unrelated { }";

    public string Name { get; init; } = "App";

    public bool IsApplication { get; init; } = true;

    /// <summary>Whether everything is generated, as a build does, or only what an IDE asks for while somebody types.</summary>
    public bool IsBuilt { get; init; }

    /// <summary>The project's directory, as the build tells it to the generator.</summary>
    public string Directory { get; init; } = "/project/";

    /// <summary>Whether it references the attributes, and has what an ASP.NET Core application has of ours.</summary>
    public bool HasAspNetCore { get; init; } = true;

    /// <summary>Whether it references SignalR's client.</summary>
    public bool HasHubConnections { get; init; }

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    public IReadOnlyList<MetadataReference> References { get; init; } = [];

    public CSharpParseOptions ParseOptions => new CSharpParseOptions(Language, DocumentationMode.Diagnose)
        .WithFeatures([new("InterceptorsNamespaces", "QuantumAttributes.Generated")]);

    public CSharpCompilation Compile()
    {
        var sources = new List<(string Path, string Text)> { ("Program.cs", Source), (UnrelatedFile, Unrelated) };
        return CSharpCompilation.Create(
            Name,
            sources.Select(source => Parse(source.Path, source.Text)),
            [.. Framework, .. Ours, .. Optional(HasAspNetCore, AspNetCoreStubs.Reference), .. Optional(HasHubConnections, SignalRClient), .. References],
            new CSharpCompilationOptions(
                IsApplication ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Default));
    }

    public SyntaxTree Parse(string path, string text) =>
        CSharpSyntaxTree.ParseText(text, ParseOptions, "/project/" + path, Encoding.UTF8);

    private static MetadataReference[] Optional(bool isThere, params MetadataReference[] references) => isThere ? references : [];

    private static bool IsOfSignalRClient(string path) => Path.GetFileName(path).StartsWith("Microsoft.AspNetCore.SignalR.Client", StringComparison.Ordinal);

    // Not those of ours that the test process has loaded: the stubs stand for them.
    private static IEnumerable<MetadataReference> FrameworkReferences() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                    || name is "netstandard.dll" or "mscorlib.dll"))
            .Where(path => !IsOfSignalRClient(path))
            .Append(typeof(ServiceCollection).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
}
