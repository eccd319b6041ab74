using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>How loud a use is, as the catalogue writes it: a letter for each of the profiles general, federal and cnsa2.</summary>
internal static class Severities
{
    /// <summary>What belongs into the inventory, and is a suggestion where every classical algorithm has to be replaced.</summary>
    public const string Inventory = "sii";

    /// <summary>Tokens are short-lived: who forges one in ten years forges one that nobody takes any more.</summary>
    public const string SignedTokens = "iiw";

    /// <summary>What is no finding under any profile.</summary>
    public const string OnlyListed = "sss";

    /// <summary>How loud a use is whose entry does not say it: what the catalogue says of others under the same threat.</summary>
    public static string Of(Threat threat) => threat switch
    {
        Threat.HarvestNow or Threat.Both or Threat.Broken => "wwe",
        Threat.Forgery => "iwe",
        Threat.Grover => "ssw",
        Threat.Exclusion => "iww",
        Threat.None => OnlyListed,
        _ => Inventory,
    };

    /// <summary>The severity under a profile; null where the use only belongs into the inventory.</summary>
    public static DiagnosticSeverity? Under(this string severities, Profile profile) => severities[(int)profile] switch
    {
        'e' => DiagnosticSeverity.Error,
        'w' => DiagnosticSeverity.Warning,
        'i' => DiagnosticSeverity.Info,
        _ => null,
    };
}
