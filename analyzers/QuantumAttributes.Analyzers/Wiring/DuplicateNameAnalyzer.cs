using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>QA3003, QA3004 and QA3005: names and routes that exist twice.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateNameAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule about capabilities.</summary>
    public const string CapabilityId = "QA3003";

    /// <summary>The rule about agents.</summary>
    public const string AgentId = "QA3004";

    /// <summary>The rule about routes.</summary>
    public const string RouteId = "QA3005";

    private static readonly DiagnosticDescriptor Capability = Rule(
        CapabilityId, "A capability's name exists twice", "The capability '{0}' exists already, in '{1}'; give this one another name");

    private static readonly DiagnosticDescriptor Agent = Rule(
        AgentId, "An agent's name exists twice", "The agent '{0}' exists already, as '{1}'; give this one another name");

    private static readonly DiagnosticDescriptor Route = Rule(
        RouteId, "A route exists twice", "The route '{0}' leads to '{1}' already; requests would match both and be refused");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Capability, Agent, Route];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.AgentAttribute is null)
            return;

        var names = new ConcurrentBag<Name>();
        context.RegisterSymbolAction(symbol => SeeType((INamedTypeSymbol)symbol.Symbol, types, names, symbol.CancellationToken), SymbolKind.NamedType);
        context.RegisterOperationAction(operation => SeeCall((IInvocationOperation)operation.Operation, types, names), OperationKind.Invocation);
        context.RegisterCompilationEndAction(end => Report(end, names));
    }

    private static void SeeType(INamedTypeSymbol type, WellKnownTypes types, ConcurrentBag<Name> names, CancellationToken cancellationToken)
    {
        if (type.FindAttribute(types.HubAttribute) is { ConstructorArguments: [{ Value: string hubRoute }] } hub)
            names.Add(new Name(Route, hubRoute, type, hub.LocationOf(cancellationToken)));
        if (type.FindAttribute(types.AgentAttribute) is not { ConstructorArguments: [{ Value: string name }] } agent)
            return;

        names.Add(new Name(Agent, name, type, agent.LocationOf(cancellationToken)));
        foreach (var method in CapabilityShape.Methods(type))
        {
            if (method.FindAttribute(types.CapabilityAttribute) is not { ConstructorArguments: [{ Value: string capability }] } attribute)
                continue;
            // What a base has, each agent below has: the class is what can be changed then.
            var place = method.ContainingType.Is(type) ? attribute.LocationOf(cancellationToken) : RuleLocations.Of(type);
            names.Add(new Name(Capability, capability, method, place));
            if (attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Route").Value.Value is string route)
                names.Add(new Name(Route, route, method, place));
        }
    }

    // Mapped by hand what [QuantumHub] maps. On a group the route would be another one.
    private static void SeeCall(IInvocationOperation call, WellKnownTypes types, ConcurrentBag<Name> names)
    {
        if (call.TargetMethod is { Name: "MapHub", TypeArguments: [INamedTypeSymbol hub] }
            && call.TargetMethod.ContainingType.Is(types.HubEndpointExtensions)
            && call.Receiver()?.Type.Is(types.WebApplication) == true
            && call.Argument("pattern")?.ConstantValue is { HasValue: true, Value: string route })
            names.Add(new Name(Route, route, hub, RuleLocations.OfName(call)) { IsMappedByHand = true });
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<Name> names)
    {
        foreach (var same in names.Where(static name => !string.IsNullOrWhiteSpace(name.Text)).GroupBy(static name => (name.Rule, name.Key)))
        {
            var ordered = same
                .OrderBy(static name => name.IsMappedByHand)
                .ThenBy(static name => name.Place, Comparer<Location>.Create(RuleLocations.Compare))
                .ToList();
            if (ordered[0].IsMappedByHand)
                continue; // perhaps in two applications, or in one of two cases
            foreach (var again in ordered.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    again.Rule,
                    again.Place,
                    [ordered[0].Place],
                    again.Text,
                    ordered[0].Owner.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)));
            }
        }
    }

    private static DiagnosticDescriptor Rule(string id, string title, string message) => new(
        id,
        title,
        message,
        RuleCategories.Wiring,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Names of capabilities and agents, and the routes of both and of hubs, are unique in an application, which otherwise does not start.",
        helpLinkUri: RuleHelp.LinkOf(id),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>A name and where it is given. Routes are compared as routing does: without regard to case and outer slashes.</summary>
    private sealed record Name(DiagnosticDescriptor Rule, string Text, ISymbol Owner, Location Place)
    {
        public bool IsMappedByHand { get; init; }

        public string Key => Rule == Route ? Text.Trim('/').ToUpperInvariant() : Text;
    }
}
