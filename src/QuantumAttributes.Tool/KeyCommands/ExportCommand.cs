using System.CommandLine;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Gives out public keys, or one private key.</summary>
internal sealed class ExportCommand : RingCommand
{
    private readonly Argument<string[]> _ids = new("id")
    {
        Description = "Ids of the keys, or beginnings of them; all public keys where none is said.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _private = new("--private")
    {
        Description = "Gives out this private key instead, as PKCS#8 PEM encrypted with a password, to the file of --output.",
        HelpName = "ID",
    };

    private readonly PasswordOption _password = new();
    private readonly OutputOption _output = new("The file");

    public ExportCommand(ToolTerminal terminal, TimeProvider time)
        : base("export", "Gives out public keys as JWK set, or one private key, encrypted. The audit log tells of the latter.", terminal, time)
    {
        Arguments.Add(_ids);
        Options.Add(_private);
        _password.AddTo(this);
        _output.AddTo(this);
        Validators.Add(arguments =>
        {
            if (arguments.GetValue(_private) is null)
                return;
            if (arguments.GetValue(_ids) is { Length: > 0 })
                arguments.AddError("--private names the one key itself.");
            if (!arguments.Children.Any(static child => child is System.CommandLine.Parsing.OptionResult { Option.Name: "--output" }))
                arguments.AddError("--private needs --output FILE: a private key is not written to a terminal.");
        });
    }

    protected override ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken) =>
        arguments.GetValue(_private) is { } id
            ? ExportPrivateAsync(context, id, arguments, cancellationToken)
            : ExportPublicAsync(context, arguments, cancellationToken);

    private async ValueTask<ToolResult> ExportPrivateAsync(
        CommandContext context, string id, ParseResult arguments, CancellationToken cancellationToken)
    {
        KeyDescription key = await context.FindAsync(id, cancellationToken);
        _output.RequireWritable(arguments);
        using SecretCharacters password = _password.Read(arguments, Terminal, isNew: true);
        string pem = await context.Manager.ExportPrivateKeyAsync(key.Id, password.Memory, cancellationToken);
        string file = _output.Write(arguments, $"{pem}\n")!;
        return new FilesResult([file], $"It is the private key of {key}, encrypted with the password you gave.");
    }

    private async ValueTask<ToolResult> ExportPublicAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        JsonWebKeySet all = await context.Manager.ExportPublicKeysAsync(cancellationToken);
        try
        {
            List<JsonWebKeySetEntry> chosen = [];
            foreach (string id in arguments.GetValue(_ids) ?? [])
            {
                KeyDescription key = await context.FindAsync(id, cancellationToken);
                chosen.Add(all.Entries.FirstOrDefault(entry => entry.KeyId == key.Id.ToString())
                    ?? throw new KeyRingException(
                        $"{key}: it has no JWK, since it verifies nothing any more or JOSE has no name for its algorithm."));
            }

            string jwks = (chosen.Count > 0 ? new JsonWebKeySet(chosen.DistinctBy(static entry => entry.KeyId)) : all).ToJson();
            return new PublicKeysResult(jwks, _output.Write(arguments, jwks));
        }
        finally
        {
            foreach (JsonWebKeySetEntry entry in all.Entries)
                entry.Key.Dispose();
        }
    }
}
