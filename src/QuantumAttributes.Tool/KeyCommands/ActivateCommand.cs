using System.CommandLine;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Activates a key that waits.</summary>
internal sealed class ActivateCommand : RingCommand
{
    private readonly Argument<string> _id = KeyArguments.Id();

    public ActivateCommand(ToolTerminal terminal, TimeProvider time)
        : base("activate", "Makes a key that waits the active one of its slot.", terminal, time) => Arguments.Add(_id);

    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        KeyDescription key = await context.FindAsync(arguments.GetValue(_id)!, cancellationToken);
        return new KeyResult("Active now", await context.Manager.ActivateAsync(key.Id, cancellationToken));
    }
}
