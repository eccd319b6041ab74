namespace QuantumAttributes.Analyzers.Catalogue;

/// <summary>An API through which classical cryptography gets into a program: a line of the table.</summary>
/// <remarks><c>analyzers/QuantumAttributes.Catalogue</c> writes the table, at build.</remarks>
internal sealed record ClassicalApi
{
    /// <summary>The assembly that has it, in the library's newest version.</summary>
    public required string Assembly { get; init; }

    public required string Id { get; init; }

    /// <summary>type, constructor, method, property, field or member.</summary>
    public required string Kind { get; init; }

    /// <summary>The type's name in metadata; nested ones after a plus sign.</summary>
    public required string Type { get; init; }

    /// <summary>The member, or empty for the type itself.</summary>
    public required string Member { get; init; }

    /// <summary>The names of the parameters of those overloads that are meant, <c>(data,padding)</c>; empty where all are.</summary>
    public required IReadOnlyList<string> Overloads { get; init; }

    /// <summary>Whose rule speaks of it.</summary>
    public required Family Family { get; init; }

    /// <summary>The algorithm, one that <see cref="AlgorithmTraits"/> knows, or empty where only its use says which.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The size or curve that its name says, or empty.</summary>
    public required string Parameters { get; init; }

    /// <summary>What it does with data, as CycloneDX calls it: keygen, sign, verify and so on; empty where that is open.</summary>
    public required string Function { get; init; }

    /// <summary>Which use of it counts.</summary>
    public required ApiMatch Match { get; init; }

    /// <summary>What becomes of it.</summary>
    public required Threat Threat { get; init; }

    /// <summary>How loud it is under the profiles general, federal and cnsa2: s(ilent), i(nfo), w(arning) or e(rror) each.</summary>
    public required string Severities { get; init; }

    /// <summary>Whether it reads what is old: it verifies or decrypts.</summary>
    public bool IsRead => Function is "verify" or "decrypt";
}
