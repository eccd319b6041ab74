using Microsoft.CodeAnalysis.Diagnostics;

namespace QuantumAttributes.Analyzers;

/// <summary>An analyzer that looks up once a compilation what it looks for: at code that people wrote, on as many cores as there are.</summary>
public abstract class CompilationAnalyzer : DiagnosticAnalyzer
{
    private protected CompilationAnalyzer()
    {
    }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>Registers what is to be looked at in this compilation, or nothing.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context);
}
