using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>QA3006 and QA3007: capabilities that cannot be called, and agents that cannot be created.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AgentAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule about capabilities.</summary>
    public const string CapabilityId = "QA3006";

    /// <summary>The rule about agents.</summary>
    public const string AgentId = "QA3007";

    /// <summary>The property of a finding about a capability that is only not accessible.</summary>
    public const string IsInaccessible = "IsInaccessible";

    private static readonly DiagnosticDescriptor Capability = new(
        CapabilityId,
        "A capability cannot be called",
        "'{0}' cannot be called as a capability: {1}; write it as ValueTask<TAnswer> {0}(TRequest request, CancellationToken cancellationToken)",
        RuleCategories.Wiring,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A capability takes a request, perhaps a cancellation token, and gives an answer. The generator passes over anything else.",
        helpLinkUri: RuleHelp.LinkOf(CapabilityId));

    private static readonly DiagnosticDescriptor Agent = new(
        AgentId,
        "An agent cannot be created",
        "'{0}' cannot be an agent: {1}",
        RuleCategories.Wiring,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An agent is a class that the container can create and generated code can name. The generator passes over anything else.",
        helpLinkUri: RuleHelp.LinkOf(AgentId));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Capability, Agent];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.AgentAttribute is null)
            return;

        var shape = new CapabilityShape(types, context.Compilation);
        context.RegisterSymbolAction(
            symbol => Analyze(symbol, types.CapabilityAttribute, Capability, attribute => shape.ProblemOf((IMethodSymbol)symbol.Symbol, attribute)),
            SymbolKind.Method);
        context.RegisterSymbolAction(
            symbol => Analyze(symbol, types.AgentAttribute, Agent, attribute => shape.ProblemOf((INamedTypeSymbol)symbol.Symbol, attribute)),
            SymbolKind.NamedType);
    }

    // Tells the fix, which solves this problem and no other.
    private static ImmutableDictionary<string, string?> PropertiesOf(string problem) => problem == CapabilityShape.Inaccessible
        ? ImmutableDictionary<string, string?>.Empty.Add(IsInaccessible, null)
        : ImmutableDictionary<string, string?>.Empty;

    private static void Analyze(
        SymbolAnalysisContext context, INamedTypeSymbol? attributeClass, DiagnosticDescriptor rule, Func<AttributeData, string?> problemOf)
    {
        if (context.Symbol.FindAttribute(attributeClass) is { } attribute && problemOf(attribute) is { } problem)
            context.ReportDiagnostic(Diagnostic.Create(rule, RuleLocations.Of(context.Symbol), PropertiesOf(problem), context.Symbol.Name, problem));
    }
}
