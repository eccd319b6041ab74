using System.CommandLine;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Takes an active key out of use.</summary>
internal sealed class DeactivateCommand : RingCommand
{
    private readonly Argument<string> _id = KeyArguments.Id();

    public DeactivateCommand(ToolTerminal terminal, TimeProvider time)
        : base("deactivate", "Takes an active key out of use. It still verifies and opens, until its end.", terminal, time) => Arguments.Add(_id);

    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        KeyDescription key = await context.FindAsync(arguments.GetValue(_id)!, cancellationToken);
        return new KeyResult("Deactivated", await context.Manager.DeactivateAsync(key.Id, cancellationToken));
    }
}
