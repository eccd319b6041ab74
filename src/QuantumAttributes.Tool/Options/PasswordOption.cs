using System.CommandLine;
using QuantumAttributes.Tool.Files;

namespace QuantumAttributes.Tool.Options;

/// <summary>The password of an encrypted private key: from a file, or asked for.</summary>
internal sealed class PasswordOption
{
    private const string Name = "--password-file";

    private readonly Option<string?> _file = new(Name)
    {
        Description = "A file with the password of the encrypted private key. Without it the password is asked for.",
        HelpName = "FILE",
    };

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <summary>Reads or asks.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where it is asked for.</param>
    /// <param name="isNew">Whether it is chosen just now, and asked for twice.</param>
    /// <exception cref="UsageException">The file has none, or nobody can be asked.</exception>
    public SecretCharacters Read(ParseResult arguments, ToolTerminal terminal, bool isNew)
    {
        if (arguments.GetValue(_file) is not { } file)
            return terminal.AskSecret("Password of the private key", isNew, Name);
        SecretCharacters password = PrivateFile.Read(file);
        if (password.Span.Length > 0 && !password.Span.Contains('\uFFFD'))
            return password;
        password.Dispose();
        throw new UsageException($"{Name}: '{file}' holds no password, which is UTF-8 and not empty.");
    }
}
