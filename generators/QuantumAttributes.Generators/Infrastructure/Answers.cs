using Microsoft.CodeAnalysis;

namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>What a method gives to who calls it and waits.</summary>
internal static class Answers
{
    /// <summary>The type of the answer, out of the task in which it comes; null where there is none.</summary>
    public static (ITypeSymbol? Type, AnswerKind Kind) Unwrap(ITypeSymbol returned) =>
        returned.OriginalDefinition.ToDisplayString(SymbolFormats.Message) switch
        {
            "System.Threading.Tasks.Task<TResult>" => (((INamedTypeSymbol)returned).TypeArguments[0], AnswerKind.Task),
            "System.Threading.Tasks.ValueTask<TResult>" => (((INamedTypeSymbol)returned).TypeArguments[0], AnswerKind.ValueTask),
            "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" or "void" => (null, AnswerKind.Value),
            _ => (returned, AnswerKind.Value),
        };

    /// <summary>What the items are of a stream, or null where the answer is none.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol answer) =>
        answer.OriginalDefinition.ToDisplayString(SymbolFormats.Message) == "System.Collections.Generic.IAsyncEnumerable<T>"
            ? ((INamedTypeSymbol)answer).TypeArguments[0]
            : null;
}
