using System.CommandLine;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.AuditCommands;

/// <summary>Verifies the audit log.</summary>
internal sealed class VerifyCommand : RingCommand
{
    private readonly Option<KeyThumbprint?> _firstKey = new("--first-key")
    {
        Description = "The thumbprint of the audit key that the log has to begin with; without it the first entry is believed.",
        HelpName = "THUMBPRINT",
        CustomParser = static argument =>
        {
            if (KeyThumbprint.TryParse(argument.Tokens[0].Value, out KeyThumbprint thumbprint))
                return thumbprint;
            argument.AddError("--first-key: a thumbprint is 43 characters of base64url.");
            return null;
        },
    };

    private readonly Option<AuditHead?> _head = new("--head")
    {
        Description = "A head that was noted before: the log must still have its entry.",
        HelpName = "N:HASH",
        CustomParser = static argument =>
        {
            AuditHead? head = AuditHead.Parse(argument.Tokens[0].Value);
            if (head is null)
                argument.AddError("--head: a head is a number, a colon and 43 characters of base64url, as this command prints it.");
            return head;
        },
    };

    public VerifyCommand(ToolTerminal terminal, TimeProvider time)
        : base(
            "verify",
            "Verifies the audit log, and prints its head. Note that elsewhere: it shows later whether the log was rewritten.",
            terminal, time)
    {
        Options.Add(_firstKey);
        Options.Add(_head);
    }

    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyDescription> keys = await context.Manager.ListAsync(cancellationToken);
        IReadOnlyList<UnreadableKey> unreadable = await context.Manager.ListUnreadableAsync(cancellationToken);
        if (unreadable.Count > 0)
            Terminal.Note($"{unreadable.Count} keys cannot be read: entries about them that were cut off are not missed. See: quantum keys list");
        AuditHead? head = arguments.GetValue(_head);
        bool hasHead = false;
        IAsyncEnumerable<AuditRecord> records = context.Store.ReadAuditAsync(cancellationToken);
        AuditReport report = await AuditVerifier.VerifyAsync(
            head?.Watch(records, () => hasHead = true, cancellationToken) ?? records, keys, arguments.GetValue(_firstKey),
            cancellationToken: cancellationToken);
        return new AuditVerifyResult(report, head, hasHead);
    }
}
