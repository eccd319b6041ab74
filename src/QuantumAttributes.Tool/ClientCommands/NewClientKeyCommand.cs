using System.CommandLine;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Tool.Files;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.ClientCommands;

/// <summary>Makes the key of a client, on the client's own machine.</summary>
internal sealed class NewClientKeyCommand : ToolCommand
{
    private readonly Argument<string> _path = new("path")
    {
        Description = "The file for the private key, mode 0600. The public key comes beside it: path.pub",
    };

    private readonly Option<string> _algorithm = new("--algorithm")
    {
        Description = "ML-DSA-65, which is the default, or ML-DSA-87, or ML-DSA-44 where the server's profiles take that.",
        HelpName = "NAME",
        DefaultValueFactory = static _ => SignatureAlgorithm.MLDsa65.Name,
    };

    public NewClientKeyCommand(ToolTerminal terminal)
        : base("new-key", "Makes the key with which a client signs in: PKCS#8 PEM, not encrypted, open to its owner alone.", terminal)
    {
        Arguments.Add(_path);
        Options.Add(_algorithm);
    }

    protected override ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string path = arguments.GetValue(_path)!, publicPath = $"{path}.pub";
        SignatureAlgorithm algorithm = SignatureAlgorithm.All.FirstOrDefault(known =>
            known.HttpSignatureName is not null && known.Name.Equals(arguments.GetValue(_algorithm), StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException("--algorithm: clients sign in with ML-DSA-44, ML-DSA-65 or ML-DSA-87.");
        PrivateFile.RequireFree(publicPath, "Choose another name: a key is never replaced.");
        using SigningKey key = SigningKey.Generate(algorithm);
        char[] pem = [.. key.ExportPkcs8PrivateKeyPem(), '\n'];
        try
        {
            PrivateFile.Write(path, pem);
        }
        finally
        {
            Array.Clear(pem);
        }

        File.WriteAllText(publicPath, $"{key.VerifyingKey.ExportSubjectPublicKeyInfoPem()}\n");
        return ValueTask.FromResult<ToolResult>(new FilesResult(
            [path, publicPath],
            $"Its thumbprint is {key.VerifyingKey.Thumbprint}. The first file stays with the client; the second goes to the server's operator: "
            + "quantum clients enrol"));
    }
}
