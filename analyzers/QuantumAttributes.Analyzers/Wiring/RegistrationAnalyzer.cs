using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Wiring;

/// <summary>QA3001 and QA3002: AddQuantumAttributes() where it cannot work, and where it is missing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule about calls in libraries.</summary>
    public const string InLibraryId = "QA3001";

    /// <summary>The rule about applications without the call.</summary>
    public const string MissingId = "QA3002";

    private static readonly DiagnosticDescriptor InLibrary = new(
        InLibraryId,
        "AddQuantumAttributes is called in a library",
        "AddQuantumAttributes() is not intercepted in a library, and throws when it runs; call it in the application",
        RuleCategories.Wiring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The generator hands the modules to the call in an application, which knows all its references; a library does not.",
        helpLinkUri: RuleHelp.LinkOf(InLibraryId));

    private static readonly DiagnosticDescriptor Missing = new(
        MissingId,
        "AddQuantumAttributes is called nowhere",
        "This application uses QuantumAttributes and does not call AddQuantumAttributes(); add builder.Services.AddQuantumAttributes(…)",
        RuleCategories.Wiring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Without the call there are no channels, no profiles and no agents: what the attributes demand can only be refused.",
        helpLinkUri: RuleHelp.LinkOf(MissingId),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [InLibrary, Missing];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var types = new WellKnownTypes(context.Compilation);
        if (types.ServiceExtensions is null)
            return;
        if (context.Compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule)
        {
            context.RegisterOperationAction(operation => AnalyzeLibrary(operation, types), OperationKind.Invocation);
            return;
        }

        var survey = new Survey(types);
        context.RegisterOperationAction(survey.See, OperationKind.Invocation, OperationKind.AnonymousFunction, OperationKind.LocalFunction);
        context.RegisterSymbolAction(
            symbol => survey.See(symbol.Symbol, symbol.CancellationToken), SymbolKind.NamedType, SymbolKind.Method);
        context.RegisterCompilationEndAction(survey.Report);
    }

    // The overload that is given modules works anywhere.
    private static void AnalyzeLibrary(OperationAnalysisContext context, WellKnownTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is { Name: "AddQuantumAttributes" } method
            && types.IsRegistration(method)
            && method.Parameters.All(static parameter => parameter.Name != "modules"))
            context.ReportDiagnostic(Diagnostic.Create(InLibrary, RuleLocations.OfName(call)));
    }

    /// <summary>What an application does and uses.</summary>
    private sealed class Survey(WellKnownTypes types)
    {
        private readonly ConcurrentBag<Location> _uses = [];
        private readonly ConcurrentBag<Location> _builders = [];
        private volatile bool _registers;

        public void See(OperationAnalysisContext context)
        {
            switch (context.Operation)
            {
                case IInvocationOperation call when types.IsRegistration(call.TargetMethod):
                    _registers = true;
                    break;
                case IInvocationOperation call when types.IsDemand(call.TargetMethod):
                    _uses.Add(RuleLocations.OfName(call));
                    break;
                case IInvocationOperation call when types.IsCreation(call.TargetMethod):
                    _builders.Add(call.Syntax.GetLocation());
                    break;
                case IAnonymousFunctionOperation lambda:
                    See(lambda.Symbol, context.CancellationToken);
                    break;
                case ILocalFunctionOperation function:
                    See(function.Symbol, context.CancellationToken);
                    break;
            }
        }

        public void See(ISymbol symbol, CancellationToken cancellationToken)
        {
            foreach (var attribute in symbol.GetAttributes().Where(types.IsOurs))
                _uses.Add(attribute.LocationOf(cancellationToken));
        }

        // Not in a program without a web application, such as a test project.
        public void Report(CompilationAnalysisContext context)
        {
            if (_registers || _builders.IsEmpty || _uses.IsEmpty)
                return;
            context.ReportDiagnostic(Diagnostic.Create(Missing, InOrder(_uses).First(), InOrder(_builders)));
        }

        private static IEnumerable<Location> InOrder(IEnumerable<Location> locations) =>
            locations.OrderBy(static location => location, Comparer<Location>.Create(RuleLocations.Compare));
    }
}
