using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>QA1001: a key of RSA, ECDSA, ECDH or DSA is created.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClassicalKeyCreationAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA1001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "A key of a classical public-key algorithm is created",
        "{0} falls to Shor's algorithm on a quantum computer: {1}; use {2}",
        RuleCategories.Cryptography,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "RSA, ECDSA, ECDH and DSA rest on factoring and discrete logarithms, which a quantum computer solves.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var algorithms = ClassicalAlgorithm.In(context.Compilation);
        if (algorithms.Count == 0)
            return;

        context.RegisterOperationAction(
            operation => Analyze(operation, algorithms),
            OperationKind.ObjectCreation,
            OperationKind.TypeParameterObjectCreation,
            OperationKind.Invocation,
            OperationKind.MethodReference);
    }

    private static void Analyze(OperationAnalysisContext context, IReadOnlyList<ClassicalAlgorithm> algorithms)
    {
        var algorithm = context.Operation switch
        {
            IObjectCreationOperation or ITypeParameterObjectCreationOperation =>
                algorithms.FirstOrDefault(candidate => IsA(context.Operation.Type, candidate.Type)),
            IInvocationOperation call => CreatedBy(call.TargetMethod, algorithms),
            IMethodReferenceOperation reference => CreatedBy(reference.Method, algorithms),
            _ => null,
        };
        if (algorithm is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, context.Operation.Syntax.GetLocation(), algorithm.Name, algorithm.Consequence, algorithm.Remedy));
        }
    }

    // RSA.Create() and its overloads, which RSACng.Create() means too. A Create that a derived class adds is its own affair.
    private static ClassicalAlgorithm? CreatedBy(IMethodSymbol method, IReadOnlyList<ClassicalAlgorithm> algorithms) =>
        method is { IsStatic: true, Name: "Create" }
            ? algorithms.FirstOrDefault(algorithm => SymbolEqualityComparer.Default.Equals(method.ContainingType, algorithm.Type))
            : null;

    private static bool IsA(ITypeSymbol? type, INamedTypeSymbol algorithm) => type switch
    {
        null => false,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => IsA(constraint, algorithm)),
        _ => SymbolEqualityComparer.Default.Equals(type, algorithm) || IsA(type.BaseType, algorithm),
    };
}
