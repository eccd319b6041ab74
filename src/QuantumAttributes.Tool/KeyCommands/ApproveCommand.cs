using System.CommandLine;
using System.Globalization;
using System.Text;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Approvals;
using QuantumAttributes.Tool.Files;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Signs a statement with an approver's key. It needs no ring.</summary>
internal sealed class ApproveCommand : ToolCommand
{
    private readonly Argument<string> _statement = new("statement") { Description = "The file of quantum keys statement." };

    private readonly Option<string> _key = new("--key")
    {
        Description = "Your private key, ML-DSA as PKCS#8 PEM, encrypted or open to you alone.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly PasswordOption _password = new();
    private readonly OutputOption _output = new("The approval's file");

    public ApproveCommand(ToolTerminal terminal) : base("approve", "Signs a statement: read what it says before.", terminal)
    {
        Arguments.Add(_statement);
        Options.Add(_key);
        _password.AddTo(this);
        _output.AddTo(this);
    }

    protected override ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string text = File.ReadAllText(arguments.GetValue(_statement)!).TrimEnd('\r', '\n');
        ApprovalStatement statement = ApprovalStatement.Parse(Encoding.UTF8.GetBytes(text));
        Terminal.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{statement.Action} the key {statement.Key}, {statement.Slot} {statement.Generation} at revision {statement.Revision}, ")
            + $"until {statement.Expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}, because: {statement.Reason}");
        _output.RequireWritable(arguments);
        using SigningKey key = PrivateKeyFile.ReadSigningKey(
            arguments.GetValue(_key)!, () => _password.Read(arguments, Terminal, isNew: false));
        if (key.Algorithm.Family != "ML-DSA")
            throw new UsageException($"--key: approvers sign with ML-DSA, and this key is {key.Algorithm}.");
        string approval = statement.Approve(key);
        return ValueTask.FromResult<ToolResult>(new TextResult("approval", approval, _output.Write(arguments, approval)));
    }
}
