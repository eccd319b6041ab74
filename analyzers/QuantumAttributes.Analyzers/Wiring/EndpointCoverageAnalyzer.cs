using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>QA3009 and QA3010: handlers that nobody can look into, and endpoints that say nothing about who may call them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EndpointCoverageAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rule about handlers in variables.</summary>
    public const string HandlerId = "QA3009";

    /// <summary>The rule about endpoints without a policy.</summary>
    public const string UncoveredId = "QA3010";

    private static readonly DiagnosticDescriptor Handler = new(
        HandlerId,
        "A handler is a variable",
        "What handles these requests is known only when the application runs: neither the manifest nor the rules see its attributes; map a lambda or a method",
        RuleCategories.Wiring,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Attributes on what a variable holds count when the application runs, but nothing that reads the source can see them.",
        helpLinkUri: RuleHelp.LinkOf(HandlerId));

    private static readonly DiagnosticDescriptor Uncovered = new(
        UncoveredId,
        "An endpoint has no quantum policy",
        "'{0}' demands neither [QuantumAuth] nor [QuantumChannel], and does not say that everybody may come",
        RuleCategories.Wiring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "For teams that want every endpoint covered: each demands something of ours, or says [AllowAnonymous].",
        helpLinkUri: RuleHelp.LinkOf(UncoveredId),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Handler, Uncovered];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var types = new WiringTypes(context.Compilation);
        if (types.QuantumEndpointExtensions is null)
            return;

        var survey = new Survey(types);
        context.RegisterOperationAction(survey.SeeCall, OperationKind.Invocation);
        context.RegisterOperationAction(survey.SeeAssignment, OperationKind.SimpleAssignment);
        context.RegisterSymbolAction(symbol => survey.SeeType((INamedTypeSymbol)symbol.Symbol), SymbolKind.NamedType);
        context.RegisterCompilationEndAction(survey.Report);
    }

    /// <summary>The endpoints of a compilation that say nothing.</summary>
    private sealed class Survey(WiringTypes types)
    {
        private readonly ConcurrentBag<(Location Place, string Name)> _uncovered = [];
        private volatile bool _requiresByDefault;

        public void SeeCall(OperationAnalysisContext context)
        {
            var call = (IInvocationOperation)context.Operation;
            if (Mapping.Of(call, types) is not { } mapping)
                return;
            if (mapping.Method is null)
                context.ReportDiagnostic(Diagnostic.Create(Handler, mapping.Handler.Syntax.GetLocation()));
            else if (!mapping.IsDecided())
                _uncovered.Add((RuleLocations.OfName(call), call.TargetMethod.Name));
        }

        // Then the default profile is demanded of whatever says nothing.
        public void SeeAssignment(OperationAnalysisContext context)
        {
            if (context.Operation is ISimpleAssignmentOperation
                {
                    Target: IPropertyReferenceOperation { Property: { Name: "RequireAuthByDefault" } property },
                    Value.ConstantValue: { HasValue: true, Value: true },
                }
                && property.ContainingType.Is(types.Options))
                _requiresByDefault = true;
        }

        public void SeeType(INamedTypeSymbol type)
        {
            if (type is not { TypeKind: TypeKind.Class, IsAbstract: false } || IsDecided(type))
                return;
            bool isUncovered = type.IsOrDerivesFrom(types.Hub)
                || (type.IsOrDerivesFrom(types.Controller) && CapabilityShape.Methods(type).Any(method => IsAction(method) && !HasDecision(method)));
            if (isUncovered)
                _uncovered.Add((RuleLocations.Of(type), type.Name));
        }

        public void Report(CompilationAnalysisContext context)
        {
            if (_requiresByDefault)
                return;
            foreach (var (place, name) in _uncovered)
                context.ReportDiagnostic(Diagnostic.Create(Uncovered, place, name));
        }

        private bool IsDecided(INamedTypeSymbol type)
        {
            for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
            {
                if (HasDecision(current))
                    return true;
            }

            return false;
        }

        private bool HasDecision(ISymbol symbol) => symbol.GetAttributes().Any(attribute => types.IsDemand(attribute)
            || attribute.AttributeClass?.AllInterfaces.Any(contract => contract.Is(types.AllowAnonymous)) == true);

        // What ControllerBase itself has is marked as no action.
        private bool IsAction(IMethodSymbol method) =>
            method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public }
            && method.OverriddenMethod is null
            && method.ContainingType.SpecialType == SpecialType.None
            && method.FindAttribute(types.NonAction) is null;
    }
}
