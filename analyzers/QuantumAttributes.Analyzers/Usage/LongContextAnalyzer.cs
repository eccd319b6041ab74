using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2007: a signature's context is longer than 255 bytes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LongContextAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2007";

    // FIPS 204, Algorithms 2 and 3; FIPS 205, Algorithms 22 and 24: its length is one byte.
    private const int MaxLength = 255;

    private static readonly string[] _owners =
    [
        "QuantumAttributes.Cryptography.SigningKey",
        "QuantumAttributes.Cryptography.VerifyingKey",
        "QuantumAttributes.Keys.IQuantumKeyManager",
    ];

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "The context is longer than 255 bytes",
        "The context has {0} bytes, and signatures take 255 at most: {1} throws",
        RuleCategories.Usage,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The context of a signature has one byte for its length.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        ImmutableArray<INamedTypeSymbol> owners =
        [
            .. _owners.Select(context.Compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>(),
        ];
        if (owners.Length > 0)
            context.RegisterOperationAction(operation => Analyze(operation, owners), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, ImmutableArray<INamedTypeSymbol> owners)
    {
        var call = (IInvocationOperation)context.Operation;
        INamedTypeSymbol type = call.TargetMethod.ContainingType;
        if (!owners.Any(owner => type.Is(owner) || type.AllInterfaces.Any(implemented => implemented.Is(owner)))
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "context") is not { IsImplicit: false } argument
            || ConstantLength.Of(argument.Value) is not { } length || length <= MaxLength)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Rule, argument.Value.Syntax.GetLocation(), length, call.TargetMethod.Name));
    }
}
