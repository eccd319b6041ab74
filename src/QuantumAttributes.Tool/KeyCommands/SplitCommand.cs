using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Tool.Files;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Splits a key file into shares.</summary>
internal sealed class SplitCommand : ToolCommand
{
    private readonly Option<string> _keyFile = new("--key-file") { Description = "The key file.", HelpName = "FILE", Required = true };
    private readonly Option<int> _threshold = new("--threshold") { Description = "How many shares are needed.", HelpName = "M", Required = true };
    private readonly Option<int> _shares = new("--shares") { Description = "How many shares there are.", HelpName = "N", Required = true };

    private readonly Option<string> _output = new("--output")
    {
        Description = "The directory in which each share gets a file, mode 0600.",
        HelpName = "DIR",
        Required = true,
    };

    public SplitCommand(ToolTerminal terminal)
        : base("split", "Splits the secret of a key file into shares, so many of which make it again.", terminal)
    {
        Options.Add(_keyFile);
        Options.Add(_threshold);
        Options.Add(_shares);
        Options.Add(_output);
        Validators.Add(arguments =>
        {
            int threshold = arguments.GetValue(_threshold), shares = arguments.GetValue(_shares);
            if (threshold < SecretSharing.MinThreshold || shares < threshold || shares > SecretSharing.MaxShares)
                arguments.AddError($"--threshold is from {SecretSharing.MinThreshold} to --shares, which is at most {SecretSharing.MaxShares}.");
        });
    }

    protected override ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string directory = arguments.GetValue(_output)!;
        int threshold = arguments.GetValue(_threshold);
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        using SecretProtection secret = SecretProtection.FromFile(arguments.GetValue(_keyFile)!);
        KeyShare[] shares = secret.Split(threshold, arguments.GetValue(_shares), random);
        try
        {
            string[] files = [.. shares.Select(share => Path.Combine(directory, NameOf(share)))];
            OwnerOnly.CreateDirectory(directory);
            foreach (string file in files)
                PrivateFile.RequireFree(file, "Shares of two splits do not fit together: remove the old ones first.");
            foreach ((KeyShare share, string file) in shares.Zip(files))
                Write(share, file);
            return ValueTask.FromResult<ToolResult>(new FilesResult(
                files, $"Give each file to another person, and remove it here. Any {threshold} of them make the key file again: quantum keys recover"));
        }
        finally
        {
            foreach (KeyShare share in shares)
                share.Dispose();
        }
    }

    private static string NameOf(KeyShare share) => string.Create(CultureInfo.InvariantCulture, $"share-{share.SetId}-{share.Number:000}.txt");

    private static void Write(KeyShare share, string file)
    {
        using SecretCharacters line = Format(share);
        PrivateFile.Write(file, line.Span);
    }

    private static SecretCharacters Format(KeyShare share)
    {
        Span<char> text = stackalloc char[KeyShare.MaxTextLength + 1];
        share.TryFormat(text, out int length);
        text[length] = '\n';
        try
        {
            return new SecretCharacters(text[..(length + 1)]);
        }
        finally
        {
            text.Clear();
        }
    }
}
