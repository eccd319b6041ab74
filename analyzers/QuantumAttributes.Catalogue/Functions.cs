namespace QuantumAttributes.Catalogue;

/// <summary>Reads what an API does with data, as CycloneDX calls it.</summary>
internal static class Functions
{
    private static readonly (string Function, string[] Names)[] ByName =
    [
        ("verify", ["Verify", "Verifier", "VerifierFactory", "SignatureDeformatter", "CheckSignature"]),
        ("decrypt", ["Decrypt", "KeyExchangeDeformatter", "Unwrap", "Unprotect"]),
        ("sign", ["Sign", "TrySign", "CreateSignature", "TryCreateSignature", "ComputeSignature", "Signer", "SignatureFormatter", "SignatureFactory"]),
        ("encrypt", ["Encrypt", "TryEncrypt", "WrapKey", "KeyExchangeFormatter", "Engine", "Encoding"]),
        ("keyderive", ["Derive", "Agreement", "CalculateAgreement", "Agree"]),
        ("digest", ["HashData", "TryHashData", "Digest"]),
    ];

    /// <summary>From the catalogue's words for its use, then from its name; empty where neither says it.</summary>
    public static string Of(string use, string type, string member)
    {
        string name = member is "" or ".ctor" ? type[(type.LastIndexOfAny(['.', '+']) + 1)..] : member;
        foreach (var (function, names) in ByName)
        {
            if (names.Any(part => name.StartsWith(part, StringComparison.Ordinal) || name.EndsWith(part, StringComparison.Ordinal)))
                return function;
        }

        return use switch
        {
            "keygen" or "keygen/import" or "keygen/agreement" or "key spec" or "certificate/CSR creation" => "keygen",
            "hash" or "digest" => "digest",
            "signature algorithm" or "signing spec" or "signature algorithm URI" => "sign",
            "key management algorithm" or "encryption spec" or "cipher" or "cipher suite" or "CMS envelope" => "encrypt",
            "agreement" or "key agreement" or "agreement spec" or "KDF" => "keyderive",
            _ => "",
        };
    }
}
