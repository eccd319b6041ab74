using System.CommandLine;
using QuantumAttributes.Tool.Inventory;
using QuantumAttributes.Tool.Inventory.Baselines;
using QuantumAttributes.Tool.Inventory.Sources;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.InventoryCommands;

/// <summary>Says which cryptography the code uses, by what its builds found.</summary>
internal sealed class InventoryCommand : ToolCommand
{
    private const string None = "none", Warning = "warning", Error = "error";

    private readonly Argument<string> _path = new("path")
    {
        Description = "A solution, a project or a directory; the current directory where none is said.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = static _ => ".",
    };

    private readonly Option<string?> _configuration = new("--configuration")
    {
        Description = "The configuration whose builds are meant, such as Release; without it, for each project the one that was built last.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Fails where a project was not built, or without the analyzers.",
        Arity = ArgumentArity.Zero,
    };

    private readonly Option<bool> _details = new("--details") { Description = "Lists each finding.", Arity = ArgumentArity.Zero };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "The file that an earlier run wrote with --sarif: what is new since then is listed.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _failOn = new("--fail-on")
    {
        Description = "Exit code 1 where findings are as loud as this; with --baseline, new ones, and then the default is warning, otherwise none.",
        HelpName = "warning|error|none",
    };

    private readonly InventoryOutputs _outputs = new();

    public InventoryCommand(ToolTerminal terminal)
        : base(
            "inventory",
            "Says which cryptography the code uses that a quantum computer breaks, and what to do first: by what the builds of the projects found.",
            terminal)
    {
        _failOn.AcceptOnlyFromAmong(Warning, Error, None);
        Arguments.Add(_path);
        Options.Add(_configuration);
        Options.Add(_strict);
        Options.Add(_details);
        Options.Add(_baseline);
        Options.Add(_failOn);
        _outputs.AddTo(this);
    }

    protected override ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        CryptographyInventory inventory =
            CryptographyInventory.Read(arguments.GetValue(_path)!, arguments.GetValue(_configuration), arguments.GetValue(_strict));
        BaselineComparison? baseline = arguments.GetValue(_baseline) is { } file
            ? BaselineComparison.Of(file, ProjectFindings.Load(file, inventory.Directory).Findings, inventory.Uses)
            : null;
        IReadOnlyList<string> written = _outputs.Write(arguments, inventory, baseline);
        foreach (string note in inventory.Notes)
            Terminal.Note($"{note}.");
        bool fails = Fails(arguments.GetValue(_failOn) ?? (baseline is null ? None : Warning), baseline?.New ?? inventory.Uses);
        return ValueTask.FromResult<ToolResult>(new InventoryResult(inventory, baseline, written, arguments.GetValue(_details), fails));
    }

    private static bool Fails(string level, IReadOnlyList<CryptographyUse> uses) => level switch
    {
        Warning => uses.Any(static use => use.IsOpen),
        Error => uses.Any(static use => use.State == FindingState.Error),
        _ => false,
    };
}
