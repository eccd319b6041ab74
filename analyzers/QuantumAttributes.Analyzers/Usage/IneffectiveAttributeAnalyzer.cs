using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2004: an attribute of ours stands where nothing looks at it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IneffectiveAttributeAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2004";

    /// <summary>The property of a diagnostic whose attribute can go.</summary>
    public const string IsRemovable = "IsRemovable";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "The attribute has no effect where it stands",
        "[{0}] has no effect on '{1}': {2}",
        RuleCategories.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An attribute that nothing looks at protects nothing.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    private static readonly ImmutableDictionary<string, string?> _removable = ImmutableDictionary<string, string?>.Empty.Add(IsRemovable, null);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.AuthAttribute is not null)
            context.RegisterSymbolAction(symbol => Analyze(symbol, types), SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context, WellKnownTypes types)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.MethodKind != MethodKind.Ordinary)
            return;
        if (method.ContainingType.IsOrDerivesFrom(types.Hub))
            AnalyzeHubMethod(context, method, types);

        // An abstract class may be the base of agents.
        if (method.FindAttribute(types.CapabilityAttribute) is { } capability
            && method.ContainingType is { TypeKind: TypeKind.Class, IsAbstract: false } agent
            && agent.FindAttribute(types.AgentAttribute) is null)
        {
            Report(context, capability, $"{agent.Name} has no [QuantumAgent]", ImmutableDictionary<string, string?>.Empty);
        }
    }

    private static void AnalyzeHubMethod(SymbolAnalysisContext context, IMethodSymbol method, WellKnownTypes types)
    {
        string? uncalled = method switch
        {
            { DeclaredAccessibility: not Accessibility.Public } => "no client can call it, because it is not public",
            { IsStatic: true } => "no client can call it, because it is static",
            { IsOverride: true, Name: "OnConnectedAsync" or "OnDisconnectedAsync" } => "no client calls it; put it on the hub",
            _ => null,
        };
        if (method.FindAttribute(types.ChannelAttribute) is { } channel)
            Report(context, channel, uncalled ?? "a connection is in a channel or is not; put it on the hub", _removable);
        if (uncalled is null)
            return;
        foreach (AttributeData auth in method.GetAttributes().Where(attribute => attribute.AttributeClass.Is(types.AuthAttribute)))
            Report(context, auth, uncalled, _removable);
    }

    private static void Report(
        SymbolAnalysisContext context, AttributeData attribute, string reason, ImmutableDictionary<string, string?> properties)
    {
        string name = attribute.AttributeClass!.Name;
        name = name.Substring(0, name.Length - nameof(Attribute).Length);
        context.ReportDiagnostic(Diagnostic.Create(
            Rule, attribute.LocationOf(context.CancellationToken), properties, name, context.Symbol.Name, reason));
    }
}
