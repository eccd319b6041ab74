using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using QuantumAttributes.Analyzers.Cryptography;

namespace QuantumAttributes.Analyzers.Tests.Infrastructure;

/// <summary>
/// Fixes what the rules about classical cryptography report in source with markup. Both texts must compile, without a warning that the first does not
/// have. What is only listed, QA1100, is left out.
/// </summary>
internal static class CryptographyFixTest
{
    // Compiled against, and not run: see the project file.
    private static readonly MetadataReference[] Libraries = [.. References.Of("Microsoft.IdentityModel.")];

    /// <summary>What is done about the source, and what is still reported then. The project may have another file, which stays as it is.</summary>
    public static Task VerifyAsync<TFix>(
        string source,
        string fixedSource,
        string profile = "general",
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary,
        bool hasOurs = true,
        string other = "")
        where TFix : CodeFixProvider, new()
    {
        var test = new Test<TFix>(kind) { TestCode = source, FixedCode = fixedSource, ReferenceAssemblies = References.None };
        test.CompilerDiagnostics = CompilerDiagnostics.Warnings;
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
        test.DisabledDiagnostics.Add("QA1100");
        foreach (var state in new[] { test.TestState, test.FixedState })
        {
            state.OutputKind = kind;
            state.Sources.Add(other);
            state.AdditionalReferences.AddRange([.. References.All.Where(reference => hasOurs || !IsOurs(reference)), .. Libraries]);
            state.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nquantum_attributes.profile = {profile}\n"));
        }

        test.FixedState.MarkupHandling = MarkupMode.Allow; // a fix may leave what it does not speak of
        test.BatchFixedState.MarkupHandling = MarkupMode.Allow;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>That nothing is offered for what is reported in the source.</summary>
    public static Task VerifyNotOfferedAsync<TFix>(
        string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, bool hasOurs = true, string other = "")
        where TFix : CodeFixProvider, new() => VerifyAsync<TFix>(source, source, kind: kind, hasOurs: hasOurs, other: other);

    private static bool IsOurs(MetadataReference reference) =>
        Path.GetFileName(reference.Display!).StartsWith("QuantumAttributes.", StringComparison.Ordinal);

    private sealed class Test<TFix>(OutputKind kind) : CSharpCodeFixTest<ClassicalCryptographyAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        protected override ParseOptions CreateParseOptions() => TestOptions.Parse;

        protected override CompilationOptions CreateCompilationOptions() => TestOptions.Compile(kind);
    }
}
