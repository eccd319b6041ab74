using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Tool.Files;

namespace QuantumAttributes.Tool.Options;

/// <summary>How the ring is protected. No option has a secret for its value: secrets are asked for, or come from files or the environment.</summary>
internal sealed class ProtectionOptions
{
    private readonly string _prefix;
    private readonly Option<string?> _passphraseFile;
    private readonly Option<bool> _passphrase;
    private readonly Option<string?> _keyFile;
    private readonly Option<string?> _keyEnvironment;
    private readonly Option<string[]> _shares;
    private readonly Option<string?> _dataProtectionDirectory;
    private readonly Option<string?> _dataProtectionApplication;
    private readonly Option<bool>? _none;

    private ProtectionOptions(string prefix, string what, bool withNone)
    {
        _prefix = prefix;
        _passphraseFile = new($"{prefix}passphrase-file") { Description = $"A file with the passphrase {what}.", HelpName = "FILE" };
        _passphrase = new($"{prefix}passphrase") { Description = $"Asks for the passphrase {what}.", Arity = ArgumentArity.Zero };
        _keyFile = new($"{prefix}key-file") { Description = $"The key file {what} (quantum keys new-key-file).", HelpName = "FILE" };
        _keyEnvironment = new($"{prefix}key-environment")
        {
            Description = $"The environment variable with the Base64 of the 32-byte secret {what}.",
            HelpName = "VARIABLE",
        };
        _shares = SharesOption($"{prefix}share", $"The shares of the secret {what}, which is put together in this process's memory.");
        _dataProtectionDirectory = new($"{prefix}data-protection-directory")
        {
            Description = $"The directory of the keys of ASP.NET Core's Data Protection {what}.",
            HelpName = "DIR",
        };
        _dataProtectionApplication = new($"{prefix}data-protection-application")
        {
            Description = "The application name that Data Protection is set up with, where it is.",
            HelpName = "NAME",
        };
        if (withNone)
            _none = new($"{prefix}none") { Description = "They had no protection.", Arity = ArgumentArity.Zero };
    }

    /// <summary>The present protection. Without any of its options there is none.</summary>
    public static ProtectionOptions Present() => new("--", "under which the keys are sealed", withNone: false);

    /// <summary>The protection before.</summary>
    public static ProtectionOptions Former() => new("--former-", "under which keys were sealed before", withNone: true);

    /// <summary>An option for files of shares.</summary>
    public static Option<string[]> SharesOption(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };

    public void AddTo(Command command)
    {
        Option[] choice = [_passphraseFile, _passphrase, _keyFile, _keyEnvironment, _shares, _dataProtectionDirectory];
        Choice.AddTo(command, _none is null ? choice : [.. choice, _none]);
        command.Options.Add(_dataProtectionApplication);
    }

    /// <summary>The protection that was chosen, which the caller disposes; null for none of the options.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where a passphrase is asked for.</param>
    /// <param name="isNew">Whether nothing is sealed yet, so that a slip would go unnoticed.</param>
    /// <exception cref="KeyProtectionException">It cannot be had.</exception>
    public KeyProtection? Open(ParseResult arguments, ToolTerminal terminal, bool isNew)
    {
        if (arguments.GetValue(_passphraseFile) is { } passphraseFile)
            return PassphraseProtection.FromFile(passphraseFile);
        if (arguments.GetValue(_passphrase))
            return Ask(terminal, isNew);
        if (arguments.GetValue(_keyFile) is { } keyFile)
            return SecretProtection.FromFile(keyFile);
        if (arguments.GetValue(_keyEnvironment) is { } variable)
            return SecretProtection.FromEnvironment(variable);
        if (arguments.GetValue(_shares) is { Length: > 0 } files)
            return FromShares(files);
        if (arguments.GetValue(_dataProtectionDirectory) is { } directory)
            return OpenDataProtection(directory, arguments.GetValue(_dataProtectionApplication));
        return _none is not null && arguments.GetValue(_none) ? new NoProtection() : null;
    }

    private PassphraseProtection Ask(ToolTerminal terminal, bool isNew)
    {
        string question = _prefix == "--" ? "Passphrase" : "Former passphrase";
        using SecretCharacters passphrase = terminal.AskSecret(question, isNew, $"{_prefix}passphrase-file");
        return new PassphraseProtection(passphrase.Span);
    }

    private static SecretProtection FromShares(string[] files)
    {
        using ShareFiles shares = ShareFiles.Read(files);
        return SecretProtection.FromShares(shares.Shares);
    }

    private static DataProtectorProtection OpenDataProtection(string directory, string? application)
    {
        if (!Directory.Exists(directory))
            throw new KeyProtectionException($"There is no directory '{directory}' with keys of Data Protection.");
        IDataProtectionBuilder builder = new ServiceCollection().AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(directory));
        if (application is not null)
            builder.SetApplicationName(application);
        return new DataProtectorProtection(builder.Services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>());
    }
}
