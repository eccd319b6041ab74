using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using QuantumAttributes.Analyzers.Catalogue;
using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Analyzers.Tests.Catalogue;
using QuantumAttributes.Analyzers.Tests.Infrastructure;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

/// <summary>Every entry of the catalogue against the library that it names: used, it is reported; mentioned, it is not.</summary>
public sealed class CatalogueEntryTests(ITestOutputHelper output)
{
    private const string Header = "#pragma warning disable SYSLIB5006\nusing System;\nnamespace Uses;\nunsafe static class Code {\n";
    private const int HeaderLines = 4;

    [Fact]
    public async Task Given_EveryEntry_When_Used_Expect_ItToBeReported()
    {
        var entries = Entries();
        var uses = entries.Select(static (entry, index) => (entry.Api, Code: EntryUse.Of(entry.Symbol, entry.Api, $"M{index}"))).Where(static use => use.Code is not null).ToList();
        var reported = await ReportAsync(uses.Select(static use => use.Code!));

        var silent = uses.Where((use, line) => !reported[line].Any(diagnostic => Says(diagnostic, use.Api))).ToList();
        foreach (var (api, code) in silent)
            output.WriteLine($"{api.Id} {api.Match} {api.Type} {api.Member}: {code}");
        Assert.Empty(silent.Select(static use => use.Api.Id));

        // Protected members, abstract types without a factory, and properties that only this library's own code sets.
        var unusable = entries.Select(static entry => entry.Api.Id).Distinct().Except(uses.Select(static use => use.Api.Id)).Order(StringComparer.Ordinal);
        Assert.Equal(1161, uses.Select(static use => use.Api.Id).Distinct().Count());
        Assert.Equal(["BC-ElGamal-004", "BCL-RSA-043", "CMS-010", "CMS-011", "MimeKit-004", "MimeKit-006"], unusable);
    }

    [Fact]
    public async Task Given_EveryEntry_When_OnlyMentioned_Expect_Nothing()
    {
        var mentions = Entries().Select(static (entry, index) => EntryUse.Mention(entry.Symbol, $"M{index}")).ToList();
        var reported = await ReportAsync(mentions);

        Assert.Empty(reported.SelectMany(static line => line).Select(diagnostic => $"{diagnostic.Id} {mentions[LineOf(diagnostic)]}"));
    }

    [Fact]
    public async Task Given_EntriesOfALibraryThatIsNotServed_When_UsedOfItsSignatures_Expect_EachToBeReported()
    {
        var library = KeyVaultSignatures.Reference;
        var entries = new ClassicalSymbols(ClassicalLibraries.Compilation.AddReferences(library)).All.Where(static entry => entry.Api.Assembly == KeyVaultSignatures.Name).ToList();
        var reported = await ReportAsync(entries.Select(static (entry, index) => EntryUse.Of(entry.Symbol, entry.Api, $"M{index}")!), library);

        Assert.Equal(45, entries.Select(static entry => entry.Api.Id).Distinct().Count());
        Assert.All(entries.Index(), entry => Assert.Contains(reported[entry.Index], diagnostic => Says(diagnostic, entry.Item.Api)));
    }

    private static List<(ISymbol Symbol, ClassicalApi Api)> Entries() => [.. new ClassicalSymbols(ClassicalLibraries.Compilation).All];

    // The entry itself, or one that says more of the same call: a constructor's of its type, and the other way round.
    private static bool Says(Diagnostic diagnostic, ClassicalApi api) => diagnostic.Properties.TryGetValue(FindingProperties.Api, out string? id)
        && (id == api.Id || ClassicalApis.All.Single(other => other.Id == id).Type == api.Type);

    private static async Task<ILookup<int, Diagnostic>> ReportAsync(IEnumerable<string> methods, params MetadataReference[] more)
    {
        var compilation = ClassicalLibraries.Compilation
            .AddReferences(more)
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(Header + string.Join("\n", methods) + "\n}", TestOptions.Parse))
            .WithOptions(TestOptions.Compile(OutputKind.DynamicallyLinkedLibrary).WithAllowUnsafe(true));
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal("", string.Join("\n", errors.Select(static error => $"{error.GetMessage()}:\n{error.Location.SourceTree!.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line]}")));

        var options = new AnalyzerOptions([], TestAnalyzerConfig.Of(("quantum_attributes.profile", "cnsa2")));
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new ClassicalCryptographyAnalyzer()];
        var diagnostics = await compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return diagnostics.ToLookup(LineOf);
    }

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line - HeaderLines;
}
