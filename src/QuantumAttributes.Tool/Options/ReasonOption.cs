using System.CommandLine;
using QuantumAttributes.Keys;

namespace QuantumAttributes.Tool.Options;

/// <summary>Why a change is made.</summary>
internal static class ReasonOption
{
    public static Option<string> Create()
    {
        Option<string> option = new("--reason") { Description = "Why, for the audit log.", HelpName = "TEXT", Required = true };
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && (string.IsNullOrWhiteSpace(token.Value) || token.Value.Length > KeyDescription.MaxReasonLength))
                result.AddError($"--reason: say why, in at most {KeyDescription.MaxReasonLength} characters.");
        });
        return option;
    }
}
