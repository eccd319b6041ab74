using System.Security.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace Payments.Gateway;

/// <summary>Settings of the gateway. RSA keys of merchants are 3072 bits unless a scheme asks for more.</summary>
public sealed class PaymentOptions
{
    public const string Section = "Payments";

    public string Issuer { get; set; } = "https://pay.example";

    /// <summary>Goes straight into the signing credentials.</summary>
    public string TokenAlgorithm { get; set; } = SecurityAlgorithms.EcdsaSha256; // find: tokens

    public string WebhookAlgorithm { get; set; } = SecurityAlgorithms.HmacSha256; // clean

    public int MerchantKeySize { get; set; } = 3072; // clean

    /// <summary>Shown in the merchant portal only.</summary>
    public string AlgorithmHelp { get; set; } = "Upload an RSA or ECDSA public key (PEM). SHA1withRSA is no longer accepted."; // clean

    public SslProtocols AcquirerProtocols { get; set; } = SslProtocols.Tls13; // clean

    public SslProtocols LegacyTerminalProtocols { get; set; } = SslProtocols.Tls; // find: tls

    /// <summary>How terminals show the amount: "EUR 12.00 (des. by merchant)".</summary>
    public string Descriptor { get; set; } = "des. by merchant"; // clean

    public IReadOnlyDictionary<string, string> SchemeNames { get; } = new Dictionary<string, string>
    {
        ["RSA"] = "Rand Settlement Agreement", // clean
        ["DES"] = "Delayed Euro Settlement", // clean
        ["ECDH"] = "European Card Data Hub", // clean
    };
}

public sealed record TokenRequest(string MerchantId, string Audience, TimeSpan Lifetime);
