using System.CommandLine;
using System.Security.Cryptography;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Creates a key file.</summary>
internal sealed class NewKeyFileCommand : ToolCommand
{
    private readonly Argument<string> _path = new("path") { Description = "The file to create." };

    public NewKeyFileCommand(ToolTerminal terminal)
        : base("new-key-file", "Creates a key file with 32 random bytes, mode 0600, under which a ring can be sealed (--key-file).", terminal) =>
        Arguments.Add(_path);

    protected override ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string path = arguments.GetValue(_path)!;
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        SecretProtection.CreateFile(path, random);
        return ValueTask.FromResult<ToolResult>(new FilesResult(
            [path], "Keep a copy elsewhere than the ring: without it no key opens. To share it among people: quantum keys split"));
    }
}
