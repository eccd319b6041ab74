using Microsoft.CodeAnalysis;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>A place in the code where cryptography is used.</summary>
internal sealed record CryptographyUse
{
    /// <summary>Where it is reported.</summary>
    public required Location Location { get; init; }

    /// <summary>What the code does there; null where it is no code.</summary>
    public IOperation? Operation { get; init; }

    /// <summary>What is used, <c>System.Security.Cryptography.RSA.Create</c>, or the name of an algorithm that is written there.</summary>
    public required string Symbol { get; init; }

    /// <summary>The catalogue's entry, or empty for a name.</summary>
    public string Api { get; init; } = "";

    /// <summary>The algorithm, or empty where the code does not say it.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Its size or curve, or empty where the code does not say it.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>What it does with data, as CycloneDX calls it, or empty.</summary>
    public string Function { get; init; } = "";

    public required Family Family { get; init; }

    public required Threat Threat { get; init; }

    /// <summary>How loud it is under each profile: see <see cref="ClassicalApi.Severities"/>.</summary>
    public required string Severities { get; init; }

    /// <summary>Whether it only reads what is old: it verifies or decrypts.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether it is the classical leg of a hybrid.</summary>
    public bool IsHybrid { get; init; }

    /// <summary>
    /// How loud it is; null where it only belongs into the inventory. What only reads is never more than a suggestion, nor is what protects data
    /// that is worthless as soon as it was sent.
    /// </summary>
    public DiagnosticSeverity? SeverityUnder(CryptographyOptions options)
    {
        if (IsHybrid || Threat is Threat.None || Severities.Under(options.Profile) is not { } severity)
            return null;
        if (IsRead)
            return options.Profile is Profile.General ? null : DiagnosticSeverity.Info;
        bool isWorthless = options is { DataLifetime: 0, Profile: not Profile.Cnsa2 } && Threat is Threat.HarvestNow or Threat.Exclusion;
        return isWorthless ? DiagnosticSeverity.Info : severity;
    }

    /// <summary>The use of an entry, as the entry says, by an operation.</summary>
    public static CryptographyUse Of(ClassicalApi api, IOperation operation) => Of(api, UseLocation.Of(operation)) with { Operation = operation };

    /// <summary>The use of an entry, as the entry says, at a place.</summary>
    public static CryptographyUse Of(ClassicalApi api, Location location) => new()
    {
        Location = location,
        Symbol = api.Member is "" or ".ctor" ? api.Type : $"{api.Type}.{api.Member}",
        Api = api.Id,
        Algorithm = api.Algorithm,
        Parameters = api.Parameters,
        Function = api.Function,
        Family = api.Family,
        Threat = api.Threat,
        Severities = SeveritiesOf(api),
        IsRead = api.IsRead,
    };

    // What no quantum computer breaks is no finding: it is listed.
    private static string SeveritiesOf(ClassicalApi api) => api.Threat is not Threat.Inventory ? api.Severities
        : IsShortHash(api) ? "ssi"
        : api.Family is Family.Tls || AlgorithmTraits.Of(api.Algorithm) is { IsClassical: false } ? Cryptography.Severities.OnlyListed
        : api.Severities;

    // SHA-256: CNSA 2.0 asks for SHA-384.
    private static bool IsShortHash(ClassicalApi api) => api is { Algorithm: "SHA-2", Parameters: "256", Threat: Threat.Inventory };
}
