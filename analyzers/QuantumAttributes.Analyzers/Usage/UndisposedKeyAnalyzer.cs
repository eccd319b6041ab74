using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>QA2010: a private key is created, used and forgotten, and never zeroed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndisposedKeyAnalyzer : CompilationAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "QA2010";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        "The key is not disposed",
        "This {0} is never disposed: its secret stays in memory; declare it with 'using'",
        RuleCategories.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "To dispose a private key zeroes it. Until then its secret is in memory, and in whatever memory is written to.",
        helpLinkUri: RuleHelp.LinkOf(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName("QuantumAttributes.Cryptography.AsymmetricPrivateKey") is { } privateKey)
            context.RegisterOperationAction(operation => Analyze(operation, privateKey), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol privateKey)
    {
        var creation = (IInvocationOperation)context.Operation;
        if (creation.TargetMethod is not { IsStatic: true } method || !method.ContainingType.IsOrDerivesFrom(privateKey)
            || !method.ReturnType.Is(method.ContainingType) || !IsForgotten(creation))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Rule, creation.Syntax.GetLocation(), method.ContainingType.Name));
    }

    private static bool IsForgotten(IInvocationOperation creation) => creation.Parent switch
    {
        IInvocationOperation call => call.Instance == creation && call.TargetMethod.Name != "Dispose",
        IPropertyReferenceOperation property => property.Instance == creation,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => !IsUsing(declarator) && IsForgotten(declarator),
        _ => false,
    };

    private static bool IsUsing(IVariableDeclaratorOperation declarator)
    {
        IOperation? parent = declarator.Parent;
        while (parent is IVariableDeclarationOperation or IVariableDeclarationGroupOperation)
            parent = parent.Parent;
        return parent is IUsingDeclarationOperation or IUsingOperation;
    }

    // Whatever else is done with it may dispose it: only calls and properties of the key itself do not.
    private static bool IsForgotten(IVariableDeclaratorOperation declarator) => Locals.Root(declarator).Descendants()
        .OfType<ILocalReferenceOperation>()
        .Where(reference => reference.Local.Is(declarator.Symbol))
        .All(reference => IsPlainUse(reference) && FunctionOf(reference) == FunctionOf(declarator));

    private static bool IsPlainUse(ILocalReferenceOperation reference)
    {
        IOperation? parent = reference.Parent is IConversionOperation conversion ? conversion.Parent : reference.Parent;
        return parent switch
        {
            IInvocationOperation call => CallChain.Unwrap(call.Instance) == reference && call.TargetMethod.Name != "Dispose",
            IPropertyReferenceOperation property => CallChain.Unwrap(property.Instance) == reference,
            _ => false,
        };
    }

    private static IOperation? FunctionOf(IOperation operation)
    {
        IOperation? current = operation.Parent;
        while (current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = current.Parent;
        return current;
    }
}
