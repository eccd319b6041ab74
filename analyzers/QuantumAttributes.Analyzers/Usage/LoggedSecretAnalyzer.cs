using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2009: a private key or a shared secret is written to a log or to the console.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoggedSecretAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2009";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A secret key is logged",
        "The result of {0} is secret, and {1} writes it where others read",
        RuleCategories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Logs are kept, copied and read by many. A secret that was in one has to be replaced.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    private static readonly string[] _sinks =
    [
        "System.Console",
        "System.Diagnostics.Debug",
        "System.Diagnostics.Trace",
        "Microsoft.Extensions.Logging.ILogger",
        "Microsoft.Extensions.Logging.LoggerExtensions",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName("QuantumAttributes.Cryptography.AsymmetricPrivateKey") is not { } privateKey)
            return;
        ImmutableArray<INamedTypeSymbol> sinks =
        [
            .. _sinks.SelectMany(name => context.Compilation.GetTypesByMetadataName(name)),
        ];
        context.RegisterOperationAction(operation => Analyze(operation, sinks, new SecretFlow(privateKey)), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, ImmutableArray<INamedTypeSymbol> sinks, SecretFlow flow)
    {
        var call = (IInvocationOperation)context.Operation;
        string name = call.TargetMethod.Name;
        bool writes = name.StartsWith("Write", StringComparison.Ordinal) || name.StartsWith("Log", StringComparison.Ordinal);
        if (!writes || !sinks.Any(sink => call.TargetMethod.ContainingType.Is(sink)))
            return;
        foreach (var (place, source) in call.Arguments.SelectMany(argument => flow.In(argument.Value)))
            context.ReportDiagnostic(Diagnostic.Create(Rule, place.Syntax.GetLocation(), source, name));
    }
}
