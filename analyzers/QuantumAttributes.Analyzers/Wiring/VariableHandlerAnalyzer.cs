using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>QA3009: handlers that nobody can look into.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VariableHandlerAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA3009";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A handler is a variable",
        "What handles these requests is known only when the application runs: neither the manifest nor the rules see its attributes; "
            + "map a lambda or a method",
        RuleCategories.Wiring,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Attributes on what a variable holds count when the application runs, but nothing that reads the source can see them.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.QuantumEndpointExtensions is not null)
            context.RegisterOperationAction(operation => Analyze(operation, types), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, WellKnownTypes types)
    {
        if (Mapping.Of((IInvocationOperation)context.Operation, types) is { Method: null } mapping)
            context.ReportDiagnostic(Diagnostic.Create(Rule, mapping.Handler.Syntax.GetLocation()));
    }
}
