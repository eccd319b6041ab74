using System.Globalization;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>The derived components of RFC 9421 §2.2, without <c>@query-param</c>, which the profile has no use for.</summary>
internal static class DerivedComponent
{
    public const string Method = "@method";
    public const string Authority = "@authority";
    public const string Path = "@path";
    public const string Query = "@query";

    public static string? ValueOf(string name, IMessageComponents message) => name switch
    {
        Method => message.Method, // §2.2.1
        "@target-uri" => TargetUri(message),
        Authority => NormalizedAuthority(message),
        "@scheme" => message.Scheme?.ToLowerInvariant(), // §2.2.4
        "@request-target" => message.RequestTarget, // §2.2.5
        Path => message.Path is "" ? "/" : message.Path, // §2.2.6
        Query => message.Query is "" ? "?" : message.Query, // §2.2.7
        "@status" => message.Status?.ToString("D3", CultureInfo.InvariantCulture), // §2.2.9
        _ => null,
    };

    // §2.2.2. Only the origin form of a request target needs the scheme and the authority put before it.
    private static string? TargetUri(IMessageComponents message)
    {
        if (message.RequestTarget is not ['/', ..] target)
        {
            return message.RequestTarget?.Contains("://", StringComparison.Ordinal) == true ? message.RequestTarget : null;
        }

        return message.Scheme is null || message.Authority is null
            ? null
            : $"{message.Scheme.ToLowerInvariant()}://{NormalizedAuthority(message)}{target}";
    }

    // §2.2.3: lower case, and no port where it is the scheme's own.
    private static string? NormalizedAuthority(IMessageComponents message)
    {
        string? authority = message.Authority?.ToLowerInvariant();
        string? defaultPort = message.Scheme?.ToLowerInvariant() switch
        {
            "https" => ":443",
            "http" => ":80",
            _ => null,
        };
        return authority is not null && defaultPort is not null && authority.EndsWith(defaultPort, StringComparison.Ordinal)
            ? authority[..^defaultPort.Length]
            : authority;
    }
}
