using System.CommandLine;
using QuantumAttributes.Tool.AuditCommands;
using QuantumAttributes.Tool.ClientCommands;
using QuantumAttributes.Tool.InventoryCommands;
using QuantumAttributes.Tool.KeyCommands;

namespace QuantumAttributes.Tool;

/// <summary>The command <c>quantum</c>: from arguments to an exit code.</summary>
internal sealed class QuantumTool(ToolTerminal terminal, TimeProvider time)
{
    private const string Description =
        "Looks after the key ring, the audit log and the clients of a QuantumAttributes application, and says which cryptography code uses. "
        + "Exit code: 0 done, 1 something was found to be wrong, 2 wrong usage, 3 refused or failed.";

    /// <summary>Carries out a command line.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken = default)
    {
        terminal.IsJson = args.Contains(ToolCommand.JsonName);
        ParseResult arguments = CreateRoot().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (arguments.Errors.Count > 0)
            return Fail(new ToolFailure("usage", UsageErrors.Describe(arguments), ExitCode.Usage));
        try
        {
            InvocationConfiguration configuration = new()
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
            };
            return await arguments.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception e) when (ToolFailure.Of(e) is not null)
        {
            return Fail(ToolFailure.Of(e)!);
        }
    }

    private int Fail(ToolFailure failure)
    {
        terminal.Fail(failure);
        return failure.ExitCode;
    }

    private RootCommand CreateRoot() => new(Description)
    {
        new Command("keys", "The keys of the ring.")
        {
            new CreateCommand(terminal, time),
            new ListCommand(terminal, time),
            new RotateCommand(terminal, time),
            new ActivateCommand(terminal, time),
            new DeactivateCommand(terminal, time),
            new CompromiseCommand(terminal, time),
            new DestroyCommand(terminal, time),
            new StatementCommand(terminal, time),
            new ApproveCommand(terminal),
            new SuccessionCommand(terminal, time),
            new ExportCommand(terminal, time),
            new ImportCommand(terminal, time),
            new NewKeyFileCommand(terminal),
            new SplitCommand(terminal),
            new RecoverCommand(terminal),
            new RewrapCommand(terminal, time),
            new DoctorCommand(terminal, time),
        },
        new Command("audit", "The audit log of the ring.")
        {
            new VerifyCommand(terminal, time),
            new AuditListCommand(terminal, time),
        },
        new Command("clients", "The keys that sign in to an application: one for each client, and the JWK set that the server reads.")
        {
            new NewClientKeyCommand(terminal),
            new EnrolCommand(terminal),
            new RevokeCommand(terminal),
        },
        new InventoryCommand(terminal),
    };
}
