using System.CommandLine;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Makes a new active key.</summary>
internal sealed class RotateCommand : RingCommand
{
    private readonly Argument<KeySlot> _slot = KeyArguments.Slot();
    private readonly Option<string?> _algorithm = AlgorithmOption.Create();

    public RotateCommand(ToolTerminal terminal, TimeProvider time)
        : base("rotate", "Makes a new active key, or activates the one that waits; the one before still verifies and opens.", terminal, time)
    {
        Arguments.Add(_slot);
        Options.Add(_algorithm);
    }

    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        KeySlot slot = arguments.GetValue(_slot);
        bool isKnown = (await context.Manager.ListAsync(cancellationToken)).Any(key => key.Slot == slot)
            || (await context.Manager.ListUnreadableAsync(cancellationToken)).Any(key => key.Slot is null || key.Slot == slot);
        if (!isKnown)
            throw new KeyRingException($"The ring in {context.Store.Description} has no slot {slot}. To begin one: quantum keys create {slot}");
        return new KeyResult("Active now", await context.Manager.RotateAsync(slot, arguments.GetValue(_algorithm), cancellationToken));
    }
}
