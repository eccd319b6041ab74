using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2008: a private key is written in the source.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretLiteralAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2008";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A secret key stands in the source",
        "This text contains {0}: whoever reads the source or the assembly has it",
        RuleCategories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A key in a literal is in every clone, every build and every assembly, and cannot be changed without a new version.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName("QuantumAttributes.Cryptography.AsymmetricPrivateKey") is not null)
            context.RegisterOperationAction(Analyze, OperationKind.Literal, OperationKind.Utf8String, OperationKind.Binary);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        // Texts that are joined are one text.
        if (context.Operation.Parent is IBinaryOperation { ConstantValue.HasValue: true })
            return;
        string? text = context.Operation is IUtf8StringOperation utf8 ? utf8.Value : context.Operation.ConstantValue.Value as string;
        if (text is not null && SecretKeyText.Find(text) is { } secret)
            context.ReportDiagnostic(Diagnostic.Create(Rule, context.Operation.Syntax.GetLocation(), secret));
    }
}
