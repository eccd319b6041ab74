using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using QuantumAttributes.Generators.Infrastructure;

namespace QuantumAttributes.Generators.Files;

/// <summary>
/// Remembers what files said, and in what surroundings. The compiler asks about every file again after each edit of any other, and to
/// bind one takes milliseconds.
/// </summary>
/// <remarks>Lives as long as the syntax trees. Thread-safe: what two threads read at once is equal.</remarks>
internal static class SourceFileMemory
{
    private static readonly ConditionalWeakTable<SyntaxTree, Memory> Known = new();

    public static SourceFileModel Recall(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var tree = context.Node.SyntaxTree;
        var compilation = context.SemanticModel.Compilation;
        var surroundings = Surroundings.Of(compilation);
        var memory = Known.GetOrCreateValue(tree);
        if (memory.Last is { } last && surroundings.IsLike(last.Surroundings, last.SeesMembers))
            return last.Model;

        var parser = new SourceFileParser(QuietModel.Of(compilation, tree), surroundings);
        var model = parser.Parse(cancellationToken);
        memory.Last = new Reading(model, surroundings, parser.SeesMembersElsewhere);
        return model;
    }

    private sealed class Memory
    {
        public volatile Reading? Last;
    }

    private sealed record Reading(SourceFileModel Model, Surroundings Surroundings, bool SeesMembers);
}
