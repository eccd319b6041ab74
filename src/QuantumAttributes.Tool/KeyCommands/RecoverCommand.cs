using System.CommandLine;
using System.Security.Cryptography;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Tool.Files;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Makes a key file again from shares.</summary>
internal sealed class RecoverCommand : ToolCommand
{
    private const string Advice =
        "The secret was put together on this machine: whoever controls it, now or while the file lies here, has all of it. "
        + "Where that is in doubt, make a new key file and seal the ring anew: quantum keys rewrap";

    private readonly Option<string[]> _shares = ProtectionOptions.SharesOption("--share", "The files of the shares: at least as many as are needed.");
    private readonly Option<string> _output = new("--output") { Description = "The key file to create.", HelpName = "FILE", Required = true };

    public RecoverCommand(ToolTerminal terminal) : base("recover", "Makes a key file again from shares, on this machine.", terminal)
    {
        _shares.Required = true;
        Options.Add(_shares);
        Options.Add(_output);
    }

    protected override ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string output = arguments.GetValue(_output)!;
        PrivateFile.RequireFree(output, "A key file is never overwritten: choose another name.");
        using ShareFiles shares = ShareFiles.Read(arguments.GetValue(_shares)!);
        byte[] secret = GC.AllocateArray<byte>(SecretSharing.SecretSize, pinned: true);
        char[] line = GC.AllocateArray<char>(Base64Length(secret.Length) + 1, pinned: true);
        try
        {
            SecretSharing.Combine(shares.Shares, secret);
            Convert.TryToBase64Chars(secret, line, out int length);
            line[length] = '\n';
            PrivateFile.Write(output, line);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            Array.Clear(line);
        }

        return ValueTask.FromResult<ToolResult>(new FilesResult([output], Advice));
    }

    private static int Base64Length(int bytes) => (bytes + 2) / 3 * 4;
}
