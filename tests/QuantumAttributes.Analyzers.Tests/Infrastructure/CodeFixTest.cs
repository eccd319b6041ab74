using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace QuantumAttributes.Analyzers.Tests.Infrastructure;

/// <summary>Fixes what an analyzer reports in source with markup. Both texts must compile, and fix-all must come to the same.</summary>
internal static class CodeFixTest
{
    public static Task VerifyAsync<TAnalyzer, TFix>(
        string source, string fixedSource, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new Test<TAnalyzer, TFix>(kind) { TestCode = source, FixedCode = fixedSource, ReferenceAssemblies = References.None };
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck; // what is reported at a compilation's end is fixed too
        test.TestState.OutputKind = kind;
        test.TestState.AdditionalReferences.AddRange(References.All);
        test.TestState.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Test<TAnalyzer, TFix>(OutputKind kind) : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        protected override ParseOptions CreateParseOptions() => TestOptions.Parse;

        protected override CompilationOptions CreateCompilationOptions() => TestOptions.Compile(kind);
    }
}
