using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Destroys a key's secret.</summary>
internal sealed class DestroyCommand(ToolTerminal terminal, TimeProvider time)
    : ApprovedCommand("destroy", "Destroys a key's secret for good. The key must not be active.", terminal, time)
{
    protected override async ValueTask<KeyResult> ChangeAsync(
        QuantumKeyManager manager, KeyId id, string reason, IReadOnlyList<string> approvals, CancellationToken cancellationToken) =>
        new("Destroyed", await manager.DestroyAsync(id, reason, approvals, cancellationToken));
}
