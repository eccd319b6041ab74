using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Configuration;
using QuantumAttributes.Analyzers.Cryptography;
using QuantumAttributes.Analyzers.Tests.Infrastructure;

namespace QuantumAttributes.Analyzers.Tests.Cryptography;

/// <summary>What the rules about cryptography say of a source that uses the catalogue's libraries.</summary>
internal static class CryptographyReport
{
    private const string Usings = """
        #pragma warning disable CA1416, SYSLIB0021, SYSLIB0023, SYSLIB0026, SYSLIB0027, SYSLIB0028, SYSLIB0045, SYSLIB0057, SYSLIB5006
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net.Security;
        using System.Runtime.InteropServices;
        using System.Security.Authentication;
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;

        """;

    /// <summary>Of statements: <c>QA1001 warning RSA-2048</c> for each finding, in the order of the text; the rule <c>QA1100</c> without severity.</summary>
    public static Task<string[]> OfStatementsAsync(string statements, params (string Key, string Value)[] options) =>
        OfAsync($$"""
            class User
            {
                void Run(RSA rsa, ECDsa ecdsa, byte[] data, string name)
                {
                    {{statements}}
                }
            }
            """, options);

    /// <summary>Of whole declarations.</summary>
    public static async Task<string[]> OfAsync(string source, params (string Key, string Value)[] options)
    {
        var diagnostics = await DiagnosticsAsync(source, options);
        return [.. diagnostics.Select(Describe)];
    }

    /// <summary>Of a configuration file.</summary>
    public static async Task<string[]> OfConfigurationAsync(string json, string name = "appsettings.json")
    {
        var diagnostics = await RunAsync("", [new Text($"/project/{name}", json)], []);
        return [.. diagnostics.Select(static diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {Describe(diagnostic)}")];
    }

    /// <summary>The diagnostics of whole declarations.</summary>
    public static Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(string source, params (string Key, string Value)[] options) => RunAsync(source, [], options);

    private static string Describe(Diagnostic diagnostic)
    {
        string parameters = diagnostic.Properties.GetValueOrDefault(FindingProperties.Parameters) is { } text ? $"-{text}" : "";
        string severity = diagnostic.Id == "QA1100" ? "" : $" {diagnostic.Severity.ToString().ToLowerInvariant()}";
        return $"{diagnostic.Id}{severity} {diagnostic.Properties[FindingProperties.Algorithm]}{parameters}";
    }

    private static async Task<ImmutableArray<Diagnostic>> RunAsync(string source, ImmutableArray<AdditionalText> files, (string Key, string Value)[] options)
    {
        var compilation = CSharpCompilation.Create(
            "Tests", [CSharpSyntaxTree.ParseText(Usings + source, TestOptions.Parse, "Code.cs")], References.OfProject,
            TestOptions.Compile(OutputKind.DynamicallyLinkedLibrary).WithAllowUnsafe(true).WithSpecificDiagnosticOptions(SwitchedOn(options)));
        var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Empty(errors.Select(static error => error.ToString()));

        ImmutableArray<DiagnosticAnalyzer> analyzers = [new ClassicalCryptographyAnalyzer(), new NativeCryptographyAnalyzer(), new ConfigurationFileAnalyzer()];
        var analyzed = await compilation.WithAnalyzers(analyzers, new AnalyzerOptions(files, TestAnalyzerConfig.Of(options))).GetAnalyzerDiagnosticsAsync();
        return [.. analyzed.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    // ("CA5351", "warning"): as a configuration of the project says it.
    private static IEnumerable<KeyValuePair<string, ReportDiagnostic>> SwitchedOn((string Key, string Value)[] options) => options
        .Where(static option => option.Key.StartsWith("CA", StringComparison.Ordinal))
        .Select(static option => KeyValuePair.Create(option.Key, option.Value == "none" ? ReportDiagnostic.Suppress : ReportDiagnostic.Warn));

    private sealed class Text(string path, string json) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(json);
    }
}
