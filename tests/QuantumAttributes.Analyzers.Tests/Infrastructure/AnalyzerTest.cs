using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace QuantumAttributes.Analyzers.Tests.Infrastructure;

/// <summary>Runs an analyzer over source with markup.</summary>
internal static class AnalyzerTest
{
    /// <summary>Over a library, which most rules do not tell from an application.</summary>
    public static Task VerifyAsync<TAnalyzer>(string source, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new() => VerifyAsync<TAnalyzer>(source, OutputKind.DynamicallyLinkedLibrary, expected);

    /// <summary>Over an application: the source may have top-level statements.</summary>
    public static Task VerifyApplicationAsync<TAnalyzer>(string source, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new() => VerifyAsync<TAnalyzer>(source, OutputKind.ConsoleApplication, expected);

    private static Task VerifyAsync<TAnalyzer>(string source, OutputKind kind, DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new Test<TAnalyzer>(kind) { TestCode = source, ReferenceAssemblies = References.None };
        test.TestState.OutputKind = kind;
        test.TestState.AdditionalReferences.AddRange(References.All);
        test.TestState.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Test<TAnalyzer>(OutputKind kind) : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        protected override ParseOptions CreateParseOptions() => TestOptions.Parse;

        protected override CompilationOptions CreateCompilationOptions() => TestOptions.Compile(kind);
    }
}
