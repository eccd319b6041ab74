using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Marks a key compromised.</summary>
internal sealed class CompromiseCommand(ToolTerminal terminal, TimeProvider time)
    : ApprovedCommand("compromise", "Says that somebody else may have a key: nothing that it protects is believed any more.", terminal, time)
{
    protected override async ValueTask<KeyResult> ChangeAsync(
        QuantumKeyManager manager, KeyId id, string reason, IReadOnlyList<string> approvals, CancellationToken cancellationToken) =>
        new("Marked compromised", await manager.MarkCompromisedAsync(id, reason, approvals, cancellationToken));
}
