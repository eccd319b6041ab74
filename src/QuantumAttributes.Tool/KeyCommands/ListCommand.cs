using System.CommandLine;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Lists the keys.</summary>
internal sealed class ListCommand(ToolTerminal terminal, TimeProvider time)
    : RingCommand("list", "Lists the keys, and what cannot be read. Rotations are those of the default policies.", terminal, time)
{
    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyDescription> keys = await context.Manager.ListAsync(cancellationToken);
        IReadOnlyDictionary<KeyId, long> uses = await context.Store.ReadUsesAsync(cancellationToken);
        return new KeyListResult(
            context.Store.Description,
            [.. keys.Select(key => KeyRow.Of(key, uses.GetValueOrDefault(key.Id)))],
            await context.Manager.ListUnreadableAsync(cancellationToken),
            context.Now);
    }
}
