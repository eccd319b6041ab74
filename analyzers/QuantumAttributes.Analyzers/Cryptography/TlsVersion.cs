namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Versions of TLS, by their names in <c>SslProtocols</c>.</summary>
internal static class TlsVersion
{
    /// <summary>The protocol and its version, by a name in any case; null where it says none.</summary>
    public static (string Protocol, string Version)? Of(string name) => name.ToUpperInvariant() switch
    {
        "TLS12" => ("TLS", "1.2"),
        "TLS11" => ("TLS", "1.1"),
        "TLS" or "DEFAULT" => ("TLS", "1.0"),
        "SSL3" => ("SSL", "3.0"),
        "SSL2" => ("SSL", "2.0"),
        _ => null,
    };
}
