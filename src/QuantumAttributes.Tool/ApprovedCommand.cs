using System.CommandLine;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool;

/// <summary>A change of a key that has a reason and may need approvals.</summary>
internal abstract class ApprovedCommand : RingCommand
{
    private readonly Argument<string> _id = KeyArguments.Id();
    private readonly Option<string> _reason = ReasonOption.Create();
    private readonly ApprovalOptions _approvals = new();

    protected ApprovedCommand(string name, string description, ToolTerminal terminal, TimeProvider time)
        : base(name, description, terminal, time)
    {
        Arguments.Add(_id);
        Options.Add(_reason);
        _approvals.AddTo(this);
    }

    protected sealed override IEnumerable<IDisposable> Configure(KeyRingOptions ring, ParseResult arguments) =>
        _approvals.Configure(ring, arguments);

    protected sealed override async ValueTask<ToolResult> RunAsync(
        CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        KeyDescription key = await context.FindAsync(arguments.GetValue(_id)!, cancellationToken);
        return await ChangeAsync(
            context.Manager, key.Id, arguments.GetValue(_reason)!, _approvals.Read(arguments), cancellationToken);
    }

    /// <summary>Makes the change.</summary>
    protected abstract ValueTask<KeyResult> ChangeAsync(
        QuantumKeyManager manager, KeyId id, string reason, IReadOnlyList<string> approvals, CancellationToken cancellationToken);
}
