using System.CommandLine;
using System.Globalization;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Tool.Files;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.ClientCommands;

/// <summary>Lets a client's key sign in.</summary>
internal sealed class EnrolCommand : ToolCommand
{
    private readonly Argument<string> _key = new("key") { Description = "The client's public key as PEM, such as client.pem.pub." };
    private readonly Option<string> _set = ClientSetFile.Option();

    private readonly Option<string> _subject = new("--subject")
    {
        Description = "Whom the key stands for: the name of the signed-in user.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string[]> _roles = new("--role")
    {
        Description = "Roles that the client has.",
        HelpName = "ROLE",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<string?> _until = new("--until")
    {
        Description = "When the key stops signing in, UTC, such as 2027-12-31; without it, when it is revoked.",
        HelpName = "DATE",
    };

    public EnrolCommand(ToolTerminal terminal)
        : base(
            "enrol", "Adds a client's public key to the JWK set of a server (quantum.Identities.AddJwkSet), which is made where there is none.", terminal)
    {
        Arguments.Add(_key);
        Options.Add(_set);
        Options.Add(_subject);
        Options.Add(_roles);
        Options.Add(_until);
    }

    protected override ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        long? until = arguments.GetValue(_until) is { } text ? ReadDate(text) : null;
        string path = arguments.GetValue(_key)!;
        IReadOnlyList<VerifyingKey> keys = PublicKeyFile.Read(path);
        try
        {
            if (keys.Count != 1)
                throw new UsageException($"'{path}' holds {keys.Count} keys: enrol them one by one.");
            ClientSetFile set = ClientSetFile.Open(arguments.GetValue(_set)!, mayBeMissing: true);
            set.Add(keys[0], arguments.GetValue(_subject)!, arguments.GetValue(_roles)!, until);
            set.Save();
            return ValueTask.FromResult<ToolResult>(new FilesResult(
                [set.Path], $"{arguments.GetValue(_subject)} signs in with {keys[0].Algorithm} {keys[0].Thumbprint}."));
        }
        finally
        {
            foreach (VerifyingKey key in keys)
                key.Dispose();
        }
    }

    private static long ReadDate(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date.ToUnixTimeSeconds()
            : throw new UsageException("--until is no date such as 2027-12-31.");
}
