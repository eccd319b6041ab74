using System.CommandLine;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.AuditCommands;

/// <summary>Lists the entries of the audit log.</summary>
internal sealed class AuditListCommand(ToolTerminal terminal, TimeProvider time)
    : RingCommand("list", "Lists the entries of the audit log that are authentic.", terminal, time)
{
    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken) =>
        new AuditListResult(await AuditVerifier.VerifyAsync(
            context.Store.ReadAuditAsync(cancellationToken), await context.Manager.ListAsync(cancellationToken),
            cancellationToken: cancellationToken));
}
