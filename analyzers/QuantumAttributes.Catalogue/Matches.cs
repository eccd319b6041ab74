using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Catalogue;

/// <summary>Reads which use of an API counts.</summary>
internal static class Matches
{
    /// <summary>Reads what the catalogue says in words.</summary>
    public static ApiMatch Of(string id, string kind, string words)
    {
        ApiMatch? match = kind switch
        {
            "type" => OfType(words),
            "constructor" or "method" => OfCall(words),
            _ => OfValue(words),
        };
        return match ?? throw new InvalidDataException($"{id}: nobody knows what '{words}' means for a {kind}.");
    }

    private static ApiMatch? OfType(string words) => words switch
    {
        _ when Begins(words, "objectCreation; const-eval algorithm name") => ApiMatch.Name,
        _ when Begins(words, "objectCreation", "reference as argument", "inventory; only the cnsa2 profile") => ApiMatch.Creation,
        _ when Begins(words, "static call", "static Encrypt", "static Create") => ApiMatch.StaticUse,
        _ when Begins(words, "base type") => ApiMatch.Base,
        _ when Begins(words, "property read marks", "type in patterns") || words == "type" => ApiMatch.Mention,
        _ when Begins(words, "report only when the key size") => ApiMatch.KeySize,
        _ => null,
    };

    private static ApiMatch? OfCall(string words) => words switch
    {
        _ when words.Contains("const-eval the", StringComparison.Ordinal) => ApiMatch.Name,
        _ when words.Contains("not visible", StringComparison.Ordinal) => ApiMatch.CallOnUnseen,
        _ when words.Contains("TlsCipherSuite", StringComparison.Ordinal) => ApiMatch.CipherSuite,
        _ when Contains(
            words, "argument = classical", "argument is classical", "with RSA argument", "with RSASignaturePadding", "whose key argument",
            "key type (preferred", "with RSA/ECDsa key argument", "default algorithm is") => ApiMatch.ClassicalArgument,
        _ when Begins(words, "objectCreation") => ApiMatch.Creation,
        _ when Begins(words, "static call", "instance call", "extension call", "call") => ApiMatch.Call,
        _ => null,
    };

    private static ApiMatch? OfValue(string words) => words switch
    {
        _ when words.Contains("CipherSuitesPolicy", StringComparison.Ordinal) => ApiMatch.CipherSuite,
        _ when words.Contains("without an MLKEM hybrid group", StringComparison.Ordinal) => ApiMatch.Group,
        _ when words.Contains("without Tls13", StringComparison.OrdinalIgnoreCase) => ApiMatch.Protocol,
        _ when words.Contains("const 128/192", StringComparison.Ordinal) => ApiMatch.KeySize,
        _ when Begins(words, "property assignment", "call / property assignment", "Remove/Clear") => ApiMatch.Assignment,
        _ when Begins(words, "enum member", "static field", "static property", "const", "property read", "reference as argument") => ApiMatch.Value,
        _ => null,
    };

    private static bool Begins(string words, params string[] beginnings) =>
        beginnings.Any(beginning => words.StartsWith(beginning, StringComparison.Ordinal));

    private static bool Contains(string words, params string[] parts) => parts.Any(part => words.Contains(part, StringComparison.Ordinal));
}
