using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2002: demands that say the same twice, or that nobody can satisfy together.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContradictoryDemandsAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2002";

    // QuantumMechanism.Signature.
    private const int Signature = 4;

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "Demands repeat or exclude each other",
        "{0}",
        RuleCategories.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A profile demanded twice is demanded once, and a hybrid profile needs the mechanism Signature.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.AuthAttribute is null)
            return;
        context.RegisterSymbolAction(
            symbol => AnalyzeAttributes(symbol.Symbol, types, symbol.ReportDiagnostic, symbol.CancellationToken),
            SymbolKind.NamedType,
            SymbolKind.Method);
        context.RegisterOperationAction(
            operation => AnalyzeAttributes(
                ((IAnonymousFunctionOperation)operation.Operation).Symbol, types, operation.ReportDiagnostic, operation.CancellationToken),
            OperationKind.AnonymousFunction);
        context.RegisterOperationAction(
            operation => AnalyzeAttributes(
                ((ILocalFunctionOperation)operation.Operation).Symbol, types, operation.ReportDiagnostic, operation.CancellationToken),
            OperationKind.LocalFunction);
        if (types.ProfileBuilder is not null)
            context.RegisterOperationAction(operation => AnalyzeProfile(operation, types), OperationKind.Invocation);
    }

    private static void AnalyzeAttributes(ISymbol symbol, WellKnownTypes types, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (AttributeData attribute in symbol.GetAttributes().Where(attribute => attribute.AttributeClass.Is(types.AuthAttribute)))
        {
            string profile = attribute.ConstructorArguments is [{ Value: string name }] ? name : ProfileUse.DefaultProfile;
            if (!seen.Add(profile))
                report(Diagnostic.Create(Rule, attribute.LocationOf(cancellationToken), $"The profile '{profile}' is demanded here already"));
        }
    }

    private static void AnalyzeProfile(OperationAnalysisContext context, WellKnownTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!types.IsAddProfile(call.TargetMethod)
            || ProfileDemands.Read(call, types) is not { Hybrid: not null, Mechanism: { } mechanism }
            || mechanism.Argument("mechanisms") is not { ConstantValue: { HasValue: true, Value: int mechanisms } } named
            || (mechanisms & Signature) != 0)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule, named.Syntax.GetLocation(), "Only signed requests can be hybrid: name Signature here, or leave RequireMechanism out"));
    }
}
