namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>
/// The names of what a diagnostic of QA1… says in properties, which the compiler writes into its SARIF log: the inventory is made of them. A
/// property that has nothing to say is left out.
/// </summary>
internal static class FindingProperties
{
    /// <summary>The entry of the catalogue, <c>BCL-RSA-008</c>; none for what is known by a name or an entry point.</summary>
    public const string Api = "api";

    /// <summary>What is used, <c>System.Security.Cryptography.RSA.Create</c>.</summary>
    public const string Symbol = "symbol";

    /// <summary>Where it is used, <c>Shop.Orders.Seal</c>.</summary>
    public const string Member = "member";

    /// <summary>The kind of asset in CycloneDX: <c>algorithm</c>, <c>certificate</c>, <c>protocol</c> or <c>related-crypto-material</c>.</summary>
    public const string Asset = "asset";

    /// <summary>The algorithm or protocol, <c>RSA</c>, <c>ECDSA</c>, <c>TLS</c>.</summary>
    public const string Algorithm = "algorithm";

    /// <summary>Its size, curve or version, <c>2048</c>, <c>P-256</c>, <c>1.2</c>; <c>undetermined</c> where the code does not say it.</summary>
    public const string Parameters = "parameters";

    /// <summary>The primitive in CycloneDX: <c>pke</c>, <c>signature</c>, <c>key-agree</c>, <c>kem</c>, <c>hash</c>, …</summary>
    public const string Primitive = "primitive";

    /// <summary>The functions in CycloneDX, with spaces between them: <c>keygen</c>, <c>encrypt</c>, <c>sign</c>, …</summary>
    public const string Functions = "functions";

    /// <summary>What becomes of it: the name of a <c>Threat</c>, or <c>None</c> for post-quantum cryptography.</summary>
    public const string Threat = "threat";

    /// <summary>The rules' family, such as <c>encryption</c> and <c>tls</c>.</summary>
    public const string Family = "family";

    /// <summary><c>protect</c> where new data depends on it, <c>read</c> where old data is decrypted or verified.</summary>
    public const string Use = "use";

    /// <summary><c>true</c> for the classical leg of a hybrid.</summary>
    public const string Hybrid = "hybrid";

    /// <summary>The last year in which to act, where the options say how long data has to stay secret.</summary>
    public const string ActBy = "actBy";

    /// <summary>The options' profile: <c>general</c>, <c>federal</c> or <c>cnsa2</c>.</summary>
    public const string Profile = "profile";

    /// <summary>What the code does not say.</summary>
    public const string Undetermined = "undetermined";
}
