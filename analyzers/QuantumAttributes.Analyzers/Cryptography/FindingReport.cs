using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Says what was found: to people in a message, to the inventory in properties.</summary>
internal static class FindingReport
{
    /// <summary>The diagnostic for a use in a member.</summary>
    public static Diagnostic Of(CryptographyUse use, string member, CryptographyOptions options)
    {
        var severity = use.SeverityUnder(options);
        string name = ShortName(use.Symbol);
        string algorithm = NameOf(use);
        var properties = Properties(use, member, options);
        if (severity is null)
            return Diagnostic.Create(FamilyRules.Inventory, use.Location, properties, name, algorithm, use.IsHybrid ? ", as the classical leg of a hybrid" : "");
        return Diagnostic.Create(
            FamilyRules.Of(use.Family),
            use.Location,
            severity.Value,
            additionalLocations: null,
            properties,
            name,
            FamilyText.Consequence(use.Family, algorithm, use.Threat),
            ActBy(use, options) is { } year ? $" (act by {year})" : "",
            FamilyText.Remedy(use.Family, use.Threat));
    }

    private static string NameOf(CryptographyUse use) => use switch
    {
        { Algorithm: "" } => "an algorithm that the code does not say",
        { Parameters: "" } => use.Algorithm,
        { Algorithm: "TLS" or "SSL" } => $"{use.Algorithm} {use.Parameters}",
        { Algorithm: "SHA-2" } => $"SHA-{use.Parameters}",
        _ => $"{use.Algorithm}-{use.Parameters}",
    };

    private static ImmutableDictionary<string, string?> Properties(CryptographyUse use, string member, CryptographyOptions options)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        Add(FindingProperties.Api, use.Api);
        Add(FindingProperties.Symbol, use.Symbol);
        Add(FindingProperties.Member, member);
        Add(FindingProperties.Asset, AssetOf(use));
        Add(FindingProperties.Algorithm, use.Algorithm.Length > 0 ? use.Algorithm : FindingProperties.Undetermined);
        Add(FindingProperties.Parameters, ParametersOf(use));
        Add(FindingProperties.Primitive, PrimitiveOf(use));
        Add(FindingProperties.Functions, use.Function);
        Add(FindingProperties.Threat, use.Threat.ToString());
        Add(FindingProperties.Family, FamilyNames.Of(use.Family));
        Add(FindingProperties.Use, use.IsRead ? "read" : "protect");
        Add(FindingProperties.Hybrid, use.IsHybrid ? "true" : "");
        Add(FindingProperties.ActBy, ActBy(use, options)?.ToString(CultureInfo.InvariantCulture) ?? "");
        Add(FindingProperties.Profile, options.Profile.ToString().ToLowerInvariant());
        return properties.ToImmutable();

        void Add(string name, string value)
        {
            if (value.Length > 0)
                properties[name] = value;
        }
    }

    // Data that is recorded has a last year; signatures are forged only when there is a computer.
    private static int? ActBy(CryptographyUse use, CryptographyOptions options) => use.Threat switch
    {
        Threat.HarvestNow or Threat.Both or Threat.Exclusion => options.ActBy ?? options.Deadline,
        Threat.Forgery => options.Deadline,
        _ => null,
    };

    private static string AssetOf(CryptographyUse use) => use switch
    {
        { Family: Family.Tls } => "protocol",
        { Family: Family.Ssh, Algorithm: "" } => "protocol",
        { Family: Family.Certificates, Algorithm: "" } => "certificate",
        _ => "algorithm",
    };

    // Sizes matter where there are some: a key, a curve.
    private static string ParametersOf(CryptographyUse use) => use.Parameters.Length > 0 ? use.Parameters
        : use.Algorithm is "RSA" or "DSA" or "DH" or "EC" or "ECDSA" or "ECDH" or "AES" or "" ? FindingProperties.Undetermined
        : "";

    private static string PrimitiveOf(CryptographyUse use) => use.Family is Family.Tls ? "" : AlgorithmTraits.Of(use.Algorithm)?.Primitive ?? "unknown";

    private static string ShortName(string symbol)
    {
        int member = symbol.LastIndexOf('.');
        int type = member > 0 && symbol.IndexOf(' ') < 0 && symbol.IndexOf('/') < 0 ? symbol.LastIndexOf('.', member - 1) : -1;
        return char.IsDigit(symbol[0]) ? symbol : symbol.Substring(type + 1);
    }
}
