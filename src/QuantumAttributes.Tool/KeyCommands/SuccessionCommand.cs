using System.CommandLine;
using System.Globalization;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Lets the active identity say which one follows it.</summary>
internal sealed class SuccessionCommand : RingCommand
{
    private const int DefaultDays = 400;

    private readonly Argument<string> _origin = new("origin")
    {
        Description = "The origin whose clients are to follow, such as https://bank.example.",
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "The identity that follows: the id of a key that waits, or the beginning of it. Not needed where only one waits.",
        HelpName = "ID",
    };

    private readonly Option<int?> _days = new("--days")
    {
        Description = $"How long clients that were away may still follow, in days: 1 to 3650; {DefaultDays} where this is not said.",
        HelpName = "N",
    };

    private readonly Option<string?> _append = new("--append")
    {
        Description = "The file to add it to as a line, which the server publishes: quantum.Keys.PublishSuccessions(file).",
        HelpName = "FILE",
    };

    public SuccessionCommand(ToolTerminal terminal, TimeProvider time)
        : base(
            "succession",
            "Signs with the active identity that another one follows it, before that is activated: clients that pin the old one then take the new one.",
            terminal,
            time)
    {
        Arguments.Add(_origin);
        Options.Add(_to);
        Options.Add(_days);
        Options.Add(_append);
        Validators.Add(arguments =>
        {
            if (arguments.GetValue(_days) is < 1 or > 3650)
                arguments.AddError("--days: from 1 to 3650.");
        });
    }

    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        using VerifyingKey successor = await FindSuccessorAsync(context, arguments.GetValue(_to), cancellationToken);
        SigningKey identity = context.Manager.ActiveSigningKey(KeyPurpose.Identity);
        IdentitySuccession succession = new()
        {
            Origin = arguments.GetValue(_origin)!,
            Old = identity.VerifyingKey.Thumbprint,
            New = successor.Thumbprint,
            Sequence = context.Now.ToUnixTimeSeconds(),
            NotBefore = context.Now,
            NotAfter = context.Now.AddDays(arguments.GetValue(_days) ?? DefaultDays),
        };
        string jws = JsonWebSignature.Sign(identity, IdentitySuccession.Type, succession.ToUtf8(), withKey: true);
        string? file = arguments.GetValue(_append);
        if (file is not null)
            await File.AppendAllTextAsync(file, $"{jws}\n", cancellationToken);
        return new TextResult("succession", jws, file);
    }

    private static async ValueTask<VerifyingKey> FindSuccessorAsync(CommandContext context, string? id, CancellationToken cancellationToken)
    {
        KeyDescription[] waiting = [.. (await context.Manager.ListAsync(cancellationToken))
            .Where(static key => key.Slot == new KeySlot(KeyPurpose.Identity) && key.State == KeyState.PreActivation)];
        KeyDescription key = id is not null ? await context.FindAsync(id, cancellationToken)
            : waiting.Length == 1 ? waiting[0]
            : throw new KeyRingException(string.Create(
                CultureInfo.InvariantCulture, $"{waiting.Length} identities wait to be activated: make one with 'quantum keys create Identity', or name it with --to."));
        if (!waiting.Contains(key))
            throw new KeyRingException($"{key} is no identity that waits to be activated.");
        return VerifyingKey.Import(SignatureAlgorithm.Parse(key.Algorithm), key.PublicKey.Span);
    }
}
