using System.Text.RegularExpressions;

namespace QuantumAttributes.Analyzers.Usage;

/// <summary>Whether a text holds a private key, and in which form. A marker alone, a public key and an encrypted key are none.</summary>
internal static class SecretKeyText
{
    // RFC 7468, with some base64 after the marker.
    private static readonly Regex _pem = new(
        "-----BEGIN (?!ENCRYPTED )(?:[A-Z0-9]+ )*PRIVATE KEY-----\\s*[A-Za-z0-9+/][A-Za-z0-9+/=\\s]{31,}", RegexOptions.CultureInvariant);

    // RFC 9964 and RFC 7518, section 6; RFC 8037.
    private static readonly Regex _akp = new("\"kty\"\\s*:\\s*\"AKP\"", RegexOptions.CultureInvariant);
    private static readonly Regex _seed = new("\"priv\"\\s*:\\s*\"[A-Za-z0-9_-]{16,}", RegexOptions.CultureInvariant);
    private static readonly Regex _classical = new("\"kty\"\\s*:\\s*\"(?:OKP|EC|RSA)\"", RegexOptions.CultureInvariant);
    private static readonly Regex _exponent = new("\"d\"\\s*:\\s*\"[A-Za-z0-9_-]{16,}", RegexOptions.CultureInvariant);

    /// <summary>What it holds, in words; null where it holds none.</summary>
    public static string? Find(string text)
    {
        if (text.Contains("PRIVATE KEY") && _pem.IsMatch(text))
            return "a private key in PEM";
        bool isKey = text.Contains("\"kty\"")
            && ((_akp.IsMatch(text) && _seed.IsMatch(text)) || (_classical.IsMatch(text) && _exponent.IsMatch(text)));
        return isKey ? "a private JSON Web Key" : null;
    }
}
