using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Names of algorithms that are written as text: findings only where they choose an algorithm.</summary>
internal sealed class WrittenNames(PassedNames passed)
{
    // What is in the names of things that an algorithm is chosen by.
    private static readonly string[] Chosen = ["alg", "kex", "keyexchange", "hostkey"];

    // What factories of libraries call algorithms. A word that is only part of another is none.
    private static readonly Regex FactoryName = new(
        "^(?:System\\.Security\\.Cryptography\\.)?(?:[a-z0-9-]+with)?(?:plain-|cvc-)?"
        + "(?:RSA|E?C?DSA|ECDHC?|DH|Diffie-?Hellman|ECIES|ElGamal|Ed25519|Ed448|EdDSA|X25519|X448|EC|ECMQV|SM2|(?:EC)?GOST3410|DES|DESede|3DES|TripleDES"
        + "|RC2|A?RC4|MD[245]|SHA-?1?|secp[0-9]+[kr]1|prime256v1|P-[0-9]{3}|brainpoolP[0-9]+[rt]1)"
        + "(?:and.+|/.*|[-_]P?[0-9]+|[-_]?HSM)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Those that name nothing else: SHA256withRSA, RSA/ECB/PKCS1Padding.
    private static readonly Regex Unmistakable = new("^[a-z0-9-]+with(?:RSA|E?C?DSA)|^RSA/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The use that the text, a literal or a constant of the project, is; or null.</summary>
    public CryptographyUse? Find(IOperation value, string text, CryptographyOptions options)
    {
        var known = AlgorithmNames.Find(text);
        bool isFactoryName = IsShort(text) && FactoryName.IsMatch(text);
        if ((known is null && !isFactoryName) || !ValueContext.IsChosen(value) || IsDeclared(value))
            return null;
        if (known is not null && IsMeant(value, known))
            return Of(value, known);
        if (!isFactoryName)
            return null;
        if (passed.IsOfKnownFactory(value))
            return null;
        if (passed.FactoryFor(value) is { } factory)
            return FactoryNames.Of(factory, value, text) is { } use ? use with { Symbol = text } : null;
        return PassedNames.IsToWrapper(value, options) || (value.Kind == OperationKind.Literal && IsAlgorithm(value) && Unmistakable.IsMatch(text))
            ? FactoryNames.Of(value, text)
            : null;
    }

    // Most texts are not worth a closer look.
    private static bool IsShort(string text) => text.Length is >= 2 and <= 50 && char.IsLetterOrDigit(text[0]) && text.IndexOf(' ') < 0;

    // A constant counts where it is used.
    private static bool IsDeclared(IOperation value) => value.Parent switch
    {
        IFieldInitializerOperation { InitializedFields: [{ IsConst: true }, ..] } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsConst: true } } => true,
        _ => false,
    };

    // Object identifiers and URIs mean nothing else; the others are words.
    private static bool IsMeant(IOperation value, AlgorithmName name) => name.Kind switch
    {
        NameKind.Token or NameKind.Ssh => IsAlgorithm(value),
        NameKind.TlsGroup => false,
        _ => true,
    };

    private static bool IsAlgorithm(IOperation value) => ValueContext.TargetName(value) is { } target
        && (Chosen.Any(part => target.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0) || target.Equals("enc", StringComparison.OrdinalIgnoreCase));

    private static CryptographyUse Of(IOperation value, AlgorithmName name) => new()
    {
        Location = UseLocation.Of(value),
        Operation = value,
        Symbol = name.Name,
        Algorithm = name.Algorithm,
        Parameters = name.Parameters,
        Family = FamilyOf(name),
        Threat = name.Threat,
        Severities = SeveritiesOf(name),
    };

    private static string SeveritiesOf(AlgorithmName name) => name.Kind switch
    {
        NameKind.Oid when name.Threat is not Threat.None => Severities.Inventory,
        NameKind.Token when name.Threat is Threat.Forgery => Severities.SignedTokens,
        _ => Severities.Of(name.Threat),
    };

    private static Family FamilyOf(AlgorithmName name) => name.Kind switch
    {
        NameKind.Ssh => Family.Ssh,
        NameKind.TlsGroup => Family.Tls,
        _ when name.Threat is Threat.Broken or Threat.Grover => Family.Weak,
        NameKind.Oid => Family.Oids,
        NameKind.Xml => Family.Xml,
        _ => Family.Tokens,
    };
}
