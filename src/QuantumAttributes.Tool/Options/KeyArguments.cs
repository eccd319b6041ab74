using System.CommandLine;
using System.CommandLine.Parsing;
using QuantumAttributes.Keys;

namespace QuantumAttributes.Tool.Options;

/// <summary>How keys and slots are named on a command line.</summary>
internal static class KeyArguments
{
    private static readonly string _purposes = string.Join(", ", Enum.GetNames<KeyPurpose>());

    public static Argument<KeySlot> Slot() => new("slot")
    {
        Description = $"The slot: a purpose ({_purposes}), and a name behind a slash where it has one, such as Signing/invoices.",
        CustomParser = ParseSlot,
    };

    public static Argument<string> Id() => new("id")
    {
        Description = "The key's id, or the beginning of it: at least 4 digits.",
    };

    private static KeySlot ParseSlot(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string purpose = (slash < 0 ? text : text[..slash]).Replace("-", "", StringComparison.Ordinal);
        string name = slash < 0 ? "" : text[(slash + 1)..];
        bool isPurpose = Enum.GetNames<KeyPurpose>().Contains(purpose, StringComparer.OrdinalIgnoreCase);
        if (!isPurpose)
        {
            argument.AddError($"'{text}' names no purpose. There are {_purposes}.");
            return default;
        }

        try
        {
            return new KeySlot(Enum.Parse<KeyPurpose>(purpose, ignoreCase: true), name);
        }
        catch (ArgumentException e)
        {
            argument.AddError(e.Message);
            return default;
        }
    }
}
