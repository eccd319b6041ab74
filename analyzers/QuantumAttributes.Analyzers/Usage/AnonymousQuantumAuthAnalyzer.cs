using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2003: something has both [QuantumAuth] and [AllowAnonymous].</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AnonymousQuantumAuthAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2003";

    private const string LetsEverybodyIn = "which would let everybody in: the application does not start";
    private const string IsIgnored = "which SignalR does not look at on a method: it is not anonymous";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "[AllowAnonymous] stands beside [QuantumAuth]",
        "'{0}' has both [QuantumAuth] and [AllowAnonymous], {1}; remove one of them",
        RuleCategories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "[AllowAnonymous] takes all authorization from an endpoint, also where it stands on the class or the group.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        var access = new EndpointAccess(types);
        if (!access.IsKnown)
            return;

        context.RegisterSymbolAction(symbol => AnalyzeDeclared(symbol, access), SymbolKind.NamedType, SymbolKind.Method);
        context.RegisterOperationAction(
            operation => AnalyzeFunction(operation, access), OperationKind.AnonymousFunction, OperationKind.LocalFunction);
        context.RegisterOperationAction(operation => AnalyzeCall(operation, access, types), OperationKind.Invocation);
    }

    private static void AnalyzeDeclared(SymbolAnalysisContext context, EndpointAccess access)
    {
        AttributeData? anonymous = access.FindAnonymous(context.Symbol);
        AttributeData? demand = access.FindDemand(context.Symbol);
        bool ofClass = context.Symbol is IMethodSymbol && access.PassesToMethods(context.Symbol.ContainingType);
        INamedTypeSymbol? owner = ofClass ? context.Symbol.ContainingType : null;
        AttributeData? reported = null;
        if (anonymous is not null && (access.Demands(context.Symbol) || access.Demands(owner)))
            reported = anonymous;
        else if (demand is not null && (access.IsAnonymous(context.Symbol) || access.IsAnonymous(owner)))
            reported = demand;
        if (reported is null)
            return;
        bool isHubMethod = context.Symbol is IMethodSymbol && access.IsHub(context.Symbol.ContainingType);
        if (isHubMethod && anonymous is null)
            return; // the hub is open, its method is not: SignalR asks for it at each call
        context.ReportDiagnostic(Diagnostic.Create(
            Rule, reported.LocationOf(context.CancellationToken), context.Symbol.Name, isHubMethod ? IsIgnored : LetsEverybodyIn));
    }

    private static void AnalyzeFunction(OperationAnalysisContext context, EndpointAccess access)
    {
        IMethodSymbol function = context.Operation switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            var local => ((ILocalFunctionOperation)local).Symbol,
        };
        if (access.FindDemand(function) is not null && access.FindAnonymous(function) is { } anonymous)
        {
            string name = function.Name.Length > 0 ? function.Name : "lambda";
            context.ReportDiagnostic(Diagnostic.Create(Rule, anonymous.LocationOf(context.CancellationToken), name, LetsEverybodyIn));
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, EndpointAccess access, WellKnownTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        bool opens = types.IsAllowAnonymous(call.TargetMethod);
        if (!opens && !types.IsRequireQuantumAuth(call.TargetMethod))
            return;

        IReadOnlyList<IInvocationOperation> chain = CallChain.Around(call);
        bool contradicts = opens
            ? chain.Any(other => types.IsRequireQuantumAuth(other.TargetMethod)) || Handlers(chain).Any(access.Demands)
            : Handlers(chain).Any(access.IsAnonymous);
        if (contradicts)
            context.ReportDiagnostic(Diagnostic.Create(Rule, SpanOf(call), chain[0].TargetMethod.Name, LetsEverybodyIn));
    }

    private static IEnumerable<IMethodSymbol> Handlers(IEnumerable<IInvocationOperation> chain) => chain
        .SelectMany(call => call.Arguments)
        .Select(argument => CallChain.Function(argument.Value))
        .OfType<IMethodSymbol>();

    // The name and its arguments, without what the call is made on.
    private static Location SpanOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } invocation
            ? Location.Create(invocation.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(member.Name.SpanStart, invocation.Span.End))
            : call.Syntax.GetLocation();
}
