using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>What a method gives to who calls it and waits.</summary>
internal static class Answers
{
    /// <summary>The type of the answer, out of the task in which it comes; null where there is none.</summary>
    public static (ITypeSymbol? Type, AnswerKind Kind) Unwrap(ITypeSymbol returned) => returned switch
    {
        { SpecialType: SpecialType.System_Void } => (null, AnswerKind.Value),
        INamedTypeSymbol { Name: "Task" or "ValueTask" } named => UnwrapTask(named),
        _ => (returned, AnswerKind.Value),
    };

    /// <summary>What the items are of a stream, or null where the answer is none.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol answer) =>
        answer is INamedTypeSymbol { Name: "IAsyncEnumerable" } named
        && named.OriginalDefinition.ToDisplayString(SymbolFormats.Message) == "System.Collections.Generic.IAsyncEnumerable<T>"
            ? named.TypeArguments[0]
            : null;

    private static (ITypeSymbol? Type, AnswerKind Kind) UnwrapTask(INamedTypeSymbol returned) =>
        returned.OriginalDefinition.ToDisplayString(SymbolFormats.Message) switch
        {
            "System.Threading.Tasks.Task<TResult>" => (returned.TypeArguments[0], AnswerKind.Task),
            "System.Threading.Tasks.ValueTask<TResult>" => (returned.TypeArguments[0], AnswerKind.ValueTask),
            "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" => (null, AnswerKind.Value),
            _ => (returned, AnswerKind.Value),
        };
}
