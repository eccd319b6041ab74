using System.CommandLine;
using System.CommandLine.Parsing;

namespace QuantumAttributes.Tool;

/// <summary>What is wrong with a command line, in words that repeat no secret somebody wrote there.</summary>
internal static class UsageErrors
{
    public static string Describe(ParseResult arguments)
    {
        // After an option that asks, a stray word is most likely the secret itself.
        for (int i = 1; i < arguments.Tokens.Count; i++)
        {
            Token before = arguments.Tokens[i - 1];
            if (before.Type == TokenType.Option && before.Value.EndsWith("passphrase", StringComparison.Ordinal)
                && arguments.UnmatchedTokens.Contains(arguments.Tokens[i].Value))
            {
                return $"{before.Value} takes no value, since others can read command lines: it asks. Use {before.Value}-file for a file.";
            }
        }

        return $"{string.Join(" ", arguments.Errors.Select(static error => error.Message).Distinct())} See --help.";
    }
}
