using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantumAttributes.Analyzers.Tests.Infrastructure;

/// <summary>How the sources of tests are compiled.</summary>
internal static class TestOptions
{
    public static CSharpParseOptions Parse { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static CSharpCompilationOptions Compile(OutputKind kind) => new(kind, nullableContextOptions: NullableContextOptions.Enable);
}
