using System.CommandLine;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Files;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Takes in a key from a PEM file.</summary>
internal sealed class ImportCommand : RingCommand
{
    private readonly Argument<KeySlot> _slot = KeyArguments.Slot();

    private readonly Argument<string> _file = new("file")
    {
        Description = "The private key as PKCS#8 PEM, encrypted or open to its owner alone.",
    };

    private readonly PasswordOption _password = new();

    public ImportCommand(ToolTerminal terminal, TimeProvider time)
        : base("import", "Takes in a private key. It is active at once where its slot has no active key; otherwise it waits.", terminal, time)
    {
        Arguments.Add(_slot);
        Arguments.Add(_file);
        _password.AddTo(this);
    }

    protected override bool CreatesStore => true;

    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        KeySlot slot = arguments.GetValue(_slot);
        using AsymmetricPrivateKey key = Read(slot.Purpose, arguments.GetValue(_file)!, () => _password.Read(arguments, Terminal, isNew: false));
        return new KeyResult("Imported", await context.Manager.ImportAsync(slot, key, cancellationToken));
    }

    private static AsymmetricPrivateKey Read(KeyPurpose purpose, string file, Func<SecretCharacters> askPassword) => purpose switch
    {
        KeyPurpose.Channel or KeyPurpose.Sealing => PrivateKeyFile.ReadKemKey(file, askPassword),
        KeyPurpose.SessionTickets or KeyPurpose.StoredChannels or KeyPurpose.StoredAnswers => throw new UsageException(
            $"{purpose} keys are symmetric, and come from nowhere else: quantum keys create {purpose}"),
        _ => PrivateKeyFile.ReadSigningKey(file, askPassword),
    };
}
