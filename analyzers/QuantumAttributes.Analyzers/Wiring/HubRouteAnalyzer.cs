using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>QA3008: a hub that nobody maps.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HubRouteAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA3008";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A hub has no route",
        "The hub '{0}' is not mapped: {1}",
        RuleCategories.Wiring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A hub is reached by the route of its [QuantumHub], or by app.MapHub<T>(route).",
        helpLinkUri: RuleHelp.LinkOf(Id),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.HubAttribute is null || types.Hub is null)
            return;

        context.RegisterSymbolAction(symbol => AnalyzeAttribute(symbol, types), SymbolKind.NamedType);
        if (context.Compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule)
            return; // the application may map the hubs of a library

        var survey = new Survey(types, context.Compilation);
        context.RegisterSymbolAction(symbol => survey.See((INamedTypeSymbol)symbol.Symbol), SymbolKind.NamedType);
        context.RegisterOperationAction(operation => survey.See((IInvocationOperation)operation.Operation), OperationKind.Invocation);
        context.RegisterCompilationEndAction(survey.Report);
    }

    private static void AnalyzeAttribute(SymbolAnalysisContext context, WellKnownTypes types)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.FindAttribute(types.HubAttribute) is not { } attribute)
            return;
        string? problem = ProblemOf(type, attribute, types, context.Compilation);
        if (problem is not null)
            context.ReportDiagnostic(Diagnostic.Create(Rule, attribute.LocationOf(context.CancellationToken), type.Name, problem));
    }

    private static string? ProblemOf(INamedTypeSymbol type, AttributeData attribute, WellKnownTypes types, Compilation compilation)
    {
        if (!type.IsOrDerivesFrom(types.Hub))
            return "it does not derive from Hub";
        if (type.IsAbstract)
            return "it is abstract; put [QuantumHub] on the class that is derived from it";
        if (type.IsGenericOrInside())
            return "it, or a class around it, has type parameters; map it with MapHub, and register it with AddQuantumHub";
        if (!type.IsReachable(compilation.Assembly, compilation))
            return "it cannot be named outside its file or the class around it";
        return attribute.ConstructorArguments is [{ Value: var route }] && string.IsNullOrWhiteSpace(route as string)
            ? "the route of its [QuantumHub] is empty"
            : null;
    }

    /// <summary>The hubs of an application, and what it maps.</summary>
    private sealed class Survey(WellKnownTypes types, Compilation compilation)
    {
        private readonly ConcurrentBag<INamedTypeSymbol> _hubs = [];
        private readonly ConcurrentDictionary<ISymbol, bool> _mapped = new(SymbolEqualityComparer.Default);
        private volatile bool _mapsUnknown;

        public void See(INamedTypeSymbol type)
        {
            if (type is { TypeKind: TypeKind.Class, IsAbstract: false }
                && type.IsOrDerivesFrom(types.Hub)
                && type.IsReachable(compilation.Assembly, compilation)
                && type.FindAttribute(types.HubAttribute) is null
                && Members(type).Any(member => member.GetAttributes().Any(types.IsDemand)))
                _hubs.Add(type);
        }

        // Any MapHub, of whatever class: applications have wrappers.
        public void See(IInvocationOperation call)
        {
            foreach (var argument in call.TargetMethod.TypeArguments)
            {
                if (argument is INamedTypeSymbol type)
                    _mapped.TryAdd(type, true);
                else if (call.TargetMethod.Name == "MapHub")
                    _mapsUnknown = true;
            }
        }

        public void Report(CompilationAnalysisContext context)
        {
            if (_mapsUnknown)
                return;
            foreach (var hub in _hubs.Where(hub => !_mapped.ContainsKey(hub)))
            {
                string remedy = $"put [QuantumHub(\"/route\")] on it, or call app.MapHub<{hub.Name}>(\"/route\")";
                context.ReportDiagnostic(Diagnostic.Create(Rule, RuleLocations.Of(hub), hub.Name, remedy));
            }
        }

        // Where the generator looks too: what an overridden method demands, its override inherits.
        private static IEnumerable<ISymbol> Members(INamedTypeSymbol hub)
        {
            foreach (var type in hub.WithBases())
            {
                yield return type;
                foreach (var member in type.GetMembers().Where(IsCallable))
                    yield return member;
            }
        }

        private static bool IsCallable(ISymbol member) => member is IMethodSymbol
        {
            MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public,
        };
    }
}
