using System.CommandLine;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Makes a key.</summary>
internal sealed class CreateCommand : RingCommand
{
    private readonly Argument<KeySlot> _slot = KeyArguments.Slot();
    private readonly Option<string?> _algorithm = AlgorithmOption.Create();

    public CreateCommand(ToolTerminal terminal, TimeProvider time)
        : base("create", "Makes a key. It is active at once where its slot has no active key; otherwise it waits.", terminal, time)
    {
        Arguments.Add(_slot);
        Options.Add(_algorithm);
    }

    protected override bool CreatesStore => true;

    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken) =>
        new KeyResult("Created", await context.Manager.CreateKeyAsync(
            arguments.GetValue(_slot), arguments.GetValue(_algorithm), cancellationToken));
}
