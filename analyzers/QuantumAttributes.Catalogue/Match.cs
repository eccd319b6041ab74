namespace QuantumAttributes.Catalogue;

/// <summary>Which use of an API counts.</summary>
internal enum Match
{
    /// <summary>An object of the type, or of one that derives from it, is created, or one of its static factories called.</summary>
    Creation,

    /// <summary>Any static member of the type is called.</summary>
    StaticUse,

    /// <summary>The type is only what others derive from.</summary>
    Base,

    /// <summary>Any mention, for the inventory.</summary>
    Mention,

    /// <summary>The method is called.</summary>
    Call,

    /// <summary>The method is called on something whose creation is not in sight: otherwise that counts.</summary>
    CallOnUnseen,

    /// <summary>The method is called with an argument that says a classical algorithm.</summary>
    ClassicalArgument,

    /// <summary>The algorithm is named by a string.</summary>
    Name,

    /// <summary>It is used as a value: in an argument, an assignment or an initialiser, and not compared with.</summary>
    Value,

    /// <summary>The property is assigned, or what it holds changed.</summary>
    Assignment,

    /// <summary>It is in a list of cipher suites that are allowed.</summary>
    CipherSuite,

    /// <summary>It is in a list of groups that has no hybrid one.</summary>
    Group,

    /// <summary>It is among the protocols that are allowed, and TLS 1.3 is not.</summary>
    Protocol,

    /// <summary>A key of 128 or 192 bits.</summary>
    KeySize,
}

internal static class Matches
{
    /// <summary>Reads what the catalogue says in words.</summary>
    public static Match Of(string id, string kind, string words)
    {
        Match? match = kind switch
        {
            "type" => OfType(words),
            "constructor" or "method" => OfCall(words),
            _ => OfValue(words),
        };
        return match ?? throw new InvalidDataException($"{id}: nobody knows what '{words}' means for a {kind}.");
    }

    private static Match? OfType(string words) => words switch
    {
        _ when Begins(words, "objectCreation; const-eval algorithm name") => Match.Name,
        _ when Begins(words, "objectCreation", "reference as argument", "inventory; only the cnsa2 profile") => Match.Creation,
        _ when Begins(words, "static call", "static Encrypt", "static Create") => Match.StaticUse,
        _ when Begins(words, "base type") => Match.Base,
        _ when Begins(words, "property read marks", "type in patterns") || words == "type" => Match.Mention,
        _ when Begins(words, "report only when the key size") => Match.KeySize,
        _ => null,
    };

    private static Match? OfCall(string words) => words switch
    {
        _ when words.Contains("const-eval the", StringComparison.Ordinal) => Match.Name,
        _ when words.Contains("not visible", StringComparison.Ordinal) => Match.CallOnUnseen,
        _ when words.Contains("TlsCipherSuite", StringComparison.Ordinal) => Match.CipherSuite,
        _ when Contains(words, "argument = classical", "argument is classical", "with RSA argument", "with RSASignaturePadding") =>
            Match.ClassicalArgument,
        _ when Begins(words, "objectCreation") => Match.Creation,
        _ when Begins(words, "static call", "instance call", "extension call", "call") => Match.Call,
        _ => null,
    };

    private static Match? OfValue(string words) => words switch
    {
        _ when words.Contains("CipherSuitesPolicy", StringComparison.Ordinal) => Match.CipherSuite,
        _ when words.Contains("without an MLKEM hybrid group", StringComparison.Ordinal) => Match.Group,
        _ when words.Contains("without Tls13", StringComparison.OrdinalIgnoreCase) => Match.Protocol,
        _ when words.Contains("const 128/192", StringComparison.Ordinal) => Match.KeySize,
        _ when Begins(words, "property assignment", "call / property assignment", "Remove/Clear") => Match.Assignment,
        _ when Begins(words, "enum member", "static field", "static property", "const", "property read", "reference as argument") => Match.Value,
        _ => null,
    };

    private static bool Begins(string words, params string[] beginnings) =>
        beginnings.Any(beginning => words.StartsWith(beginning, StringComparison.Ordinal));

    private static bool Contains(string words, params string[] parts) => parts.Any(part => words.Contains(part, StringComparison.Ordinal));
}
