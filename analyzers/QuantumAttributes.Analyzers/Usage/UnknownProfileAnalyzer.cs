using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2001: a profile is demanded that the application does not register.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownProfileAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2001";

    /// <summary>The property of a diagnostic that has the one registered name that is nearly the same.</summary>
    public const string NearName = "NearName";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "The profile is unknown",
        "No quantum.AddProfile registers the profile '{0}': the application does not start; {1}",
        RuleCategories.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A profile that an attribute or a call names must be registered. Names are compared letter by letter.",
        helpLinkUri: RuleHelp.LinkOf(Id),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (ProfileSurvey.Begin(context, types) is not { } survey)
            return;

        var uses = new ConcurrentBag<ProfileUse>();
        context.RegisterSymbolAction(
            symbol => Add(uses, ProfileUse.On(symbol.Symbol, types, symbol.CancellationToken)), SymbolKind.NamedType, SymbolKind.Method);
        context.RegisterOperationAction(
            operation => Add(uses, Of(operation, types)),
            OperationKind.AnonymousFunction,
            OperationKind.LocalFunction,
            OperationKind.Invocation);
        context.RegisterCompilationEndAction(end => Report(end, survey, uses));
    }

    private static IEnumerable<ProfileUse> Of(OperationAnalysisContext context, WellKnownTypes types) => context.Operation switch
    {
        IAnonymousFunctionOperation lambda => ProfileUse.On(lambda.Symbol, types, context.CancellationToken),
        ILocalFunctionOperation local => ProfileUse.On(local.Symbol, types, context.CancellationToken),
        IInvocationOperation call => ProfileUse.Of(call, types) is { } use ? [use] : [],
        _ => [],
    };

    private static void Add(ConcurrentBag<ProfileUse> all, IEnumerable<ProfileUse> uses)
    {
        foreach (ProfileUse use in uses)
            all.Add(use);
    }

    private static void Report(CompilationAnalysisContext context, ProfileSurvey survey, IEnumerable<ProfileUse> uses)
    {
        if (!survey.IsComplete)
            return;
        string[] names = [.. survey.Names];
        foreach (ProfileUse use in uses.Where(use => !names.Contains(use.Profile)))
        {
            string[] near = [.. names.Where(name => Spelling.IsNear(name, use.Profile))];
            ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
            if (near.Length == 1)
                properties = properties.Add(NearName, near[0]);
            string remedy = near.Length == 1 ? $"is '{near[0]}' meant?" : "register it, or name one that is";
            context.ReportDiagnostic(Diagnostic.Create(Rule, use.Location, properties, use.Profile, remedy));
        }
    }
}
