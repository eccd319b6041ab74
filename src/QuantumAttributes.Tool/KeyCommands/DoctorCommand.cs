using System.CommandLine;
using QuantumAttributes.Tool.Examination;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Examines a ring. What other commands fail of is a finding here.</summary>
internal sealed class DoctorCommand : ToolCommand
{
    private readonly StoreOptions _store = new();
    private readonly ProtectionOptions _protection = ProtectionOptions.Present();
    private readonly TimeProvider _time;

    public DoctorCommand(ToolTerminal terminal, TimeProvider time)
        : base("doctor", "Looks for what is wrong with the ring, and says what to do. Exit code 1 where something is.", terminal)
    {
        _time = time;
        _store.AddTo(this);
        _protection.AddTo(this);
    }

    protected override async ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        List<Finding> findings = [.. FileExamination.Examine(_store.DirectoryOf(arguments), _store.SqliteFileOf(arguments))];
        using CommandContext context = new(Terminal, _time);
        try
        {
            await context.OpenStoreAsync(_store, arguments, mayCreate: false, cancellationToken);
            await context.OpenRingAsync(_protection, arguments, static _ => [], cancellationToken);
            findings.AddRange(await RingExamination.ExamineAsync(context, cancellationToken));
        }
        catch (Exception e) when (ToolFailure.Of(e) is { ExitCode: ExitCode.Failed } failure)
        {
            findings.Add(new Finding(
                $"{failure.Type}-failed", "the ring", failure.Message,
                "Do what the message says, and look again: what comes after it was not examined."));
        }

        return new DoctorResult(findings);
    }
}
