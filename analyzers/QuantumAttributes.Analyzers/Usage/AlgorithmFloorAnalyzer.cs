using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2006: an algorithm has a lower NIST category than the profile beside it demands.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AlgorithmFloorAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2006";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "The algorithm is below the floor of its profile",
        "{0} has NIST category {1}, and the profile '{2}' demands {3}",
        RuleCategories.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A profile demands a NIST category, 3 where it says nothing: weaker algorithms do not belong behind it.",
        helpLinkUri: RuleHelp.LinkOf(Id),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.ProfileBuilder is null)
            return;
        context.RegisterOperationAction(operation => AnalyzeProfile(operation, types), OperationKind.Invocation);
        if (ProfileSurvey.Begin(context, types) is not { } survey)
            return;

        var capabilities = new ConcurrentBag<(AlgorithmText Algorithm, ImmutableArray<string> Profiles)>();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (AlgorithmText.OfCapability(symbol.Symbol, types, symbol.CancellationToken) is { } algorithm)
                    capabilities.Add((algorithm, ProfilesOf(symbol.Symbol, types, symbol.CancellationToken)));
            },
            SymbolKind.Method);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var (algorithm, profiles) in capabilities.Where(_ => survey.IsComplete))
                ReportCapability(end, algorithm, profiles, survey);
        });
    }

    private static void AnalyzeProfile(OperationAnalysisContext context, WellKnownTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!types.IsAddProfile(call.TargetMethod)
            || ProfileDemands.Read(call, types) is not { Category: { } floor, Algorithm: { } required })
        {
            return;
        }

        string profile = call.Argument("name")?.ConstantValue.Value as string ?? "?";
        foreach (AlgorithmText named in AlgorithmText.In(required))
        {
            if (KnownAlgorithm.Find(named.Name) is { Kind: AlgorithmKind.Signature } algorithm && algorithm.Category < floor)
                context.ReportDiagnostic(Diagnostic.Create(Rule, named.Location, algorithm.Name, algorithm.Category, profile, floor));
        }
    }

    private static ImmutableArray<string> ProfilesOf(ISymbol method, WellKnownTypes types, CancellationToken cancellationToken) =>
    [
        .. ProfileUse.On(method, types, cancellationToken)
            .Concat(ProfileUse.On(method.ContainingType, types, cancellationToken))
            .Select(use => use.Profile)
            .Distinct(),
    ];

    private static void ReportCapability(
        CompilationAnalysisContext context, AlgorithmText named, ImmutableArray<string> profiles, ProfileSurvey survey)
    {
        if (KnownAlgorithm.Find(named.Name) is not { } algorithm)
            return;
        foreach (string profile in profiles)
        {
            if (survey.Find(profile)?.Category is { } floor && algorithm.Category < floor)
                context.ReportDiagnostic(Diagnostic.Create(Rule, named.Location, algorithm.Name, algorithm.Category, profile, floor));
        }
    }
}
