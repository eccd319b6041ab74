using System.CommandLine;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.ClientCommands;

/// <summary>Lets a client's key sign in no longer.</summary>
internal sealed class RevokeCommand : ToolCommand
{
    private readonly Argument<string> _thumbprint = new("thumbprint") { Description = "The key's thumbprint, 43 characters, as enrol printed it." };
    private readonly Option<string> _set = ClientSetFile.Option();

    public RevokeCommand(ToolTerminal terminal)
        : base("revoke", "Marks a client's key as revoked in the JWK set of a server. It stays there, so that nobody enrols it again.", terminal)
    {
        Arguments.Add(_thumbprint);
        Options.Add(_set);
    }

    protected override ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (!KeyThumbprint.TryParse(arguments.GetValue(_thumbprint)!, out KeyThumbprint thumbprint))
            throw new UsageException("The thumbprint is none: 43 characters of base64url.");
        ClientSetFile set = ClientSetFile.Open(arguments.GetValue(_set)!, mayBeMissing: false);
        string subject = set.Revoke(thumbprint);
        set.Save();
        return ValueTask.FromResult<ToolResult>(new FilesResult(
            [set.Path], $"{subject} signs in with {thumbprint} no longer, once the server has read this."));
    }
}
