using System.CommandLine;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool;

/// <summary>A command: it does something, and what came of it is written as text or as JSON.</summary>
internal abstract class ToolCommand : Command
{
    public const string JsonName = "--json";

    private readonly Option<bool> _json = new(JsonName)
    {
        Description = "Writes the result as JSON to standard output, and errors as JSON to standard error.",
        Arity = ArgumentArity.Zero,
    };

    protected ToolCommand(string name, string description, ToolTerminal terminal) : base(name, description)
    {
        Terminal = terminal;
        Options.Add(_json);
        SetAction(async (arguments, cancellationToken) =>
        {
            ToolResult result = await RunAsync(arguments, cancellationToken);
            Terminal.Write(result);
            return result.ExitCode;
        });
    }

    protected ToolTerminal Terminal { get; }

    /// <summary>Does it.</summary>
    protected abstract ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken);
}
