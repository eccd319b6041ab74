using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2005: a text that should name an algorithm names none, or one of the other kind.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AlgorithmNameAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2005";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "The algorithm is unknown, or of the wrong kind",
        "'{0}' is {1}",
        RuleCategories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Names and aliases of algorithms are those of AlgorithmCatalogue, whatever the case.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.CapabilityAttribute is not null)
            context.RegisterSymbolAction(symbol => AnalyzeCapability(symbol, types), SymbolKind.Method);
        if (types.ProfileBuilder is not null || types.SignatureAlgorithm is not null)
            context.RegisterOperationAction(operation => AnalyzeCall(operation, types), OperationKind.Invocation);
    }

    // Any kind will do: a capability may sign or decapsulate.
    private static void AnalyzeCapability(SymbolAnalysisContext context, WellKnownTypes types)
    {
        if (AlgorithmText.OfCapability(context.Symbol, types, context.CancellationToken) is { } named && KnownAlgorithm.Find(named.Name) is null)
            context.ReportDiagnostic(Diagnostic.Create(Rule, named.Location, named.Name, "no algorithm of QuantumAttributes"));
    }

    private static void AnalyzeCall(OperationAnalysisContext context, WellKnownTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (KindWanted(call.TargetMethod, types) is not { } wanted)
            return;
        IEnumerable<AlgorithmText> names = call.TargetMethod.Name == "Parse"
            ? AlgorithmText.Of(call.Argument("name")) is { } name ? [name] : []
            : AlgorithmText.In(call);
        foreach (AlgorithmText named in names)
        {
            if (Problem(named.Name, wanted) is { } problem)
                context.ReportDiagnostic(Diagnostic.Create(Rule, named.Location, named.Name, problem));
        }
    }

    // TryParse is not asked: whoever calls it reckons with another name.
    private static AlgorithmKind? KindWanted(IMethodSymbol method, WellKnownTypes types) => method.Name switch
    {
        "RequireAlgorithm" when method.ContainingType.Is(types.ProfileBuilder) => AlgorithmKind.Signature,
        "Parse" when method.ContainingType.Is(types.SignatureAlgorithm) => AlgorithmKind.Signature,
        "Parse" when method.ContainingType.Is(types.KemAlgorithm) => AlgorithmKind.Kem,
        _ => null,
    };

    private static string? Problem(string name, AlgorithmKind wanted) => (KnownAlgorithm.Find(name)?.Kind, wanted) switch
    {
        (null, AlgorithmKind.Signature) => "no signature algorithm of QuantumAttributes",
        (null, _) => "no KEM of QuantumAttributes",
        (AlgorithmKind.Kem, AlgorithmKind.Signature) => "a KEM: a signature algorithm is needed here",
        (AlgorithmKind.Signature, AlgorithmKind.Kem) => "a signature algorithm: a KEM is needed here",
        _ => null,
    };
}
