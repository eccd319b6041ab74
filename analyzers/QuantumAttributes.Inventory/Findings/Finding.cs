namespace QuantumAttributes.Inventory.Findings;

/// <summary>A place where cryptography is used, as the analyzers reported it.</summary>
internal sealed record Finding
{
    /// <summary>The rule, such as <c>QA1001</c>; <c>QA1100</c> for what only belongs into the inventory.</summary>
    public required string Rule { get; init; }

    /// <summary>How loud the compiler was: <c>error</c>, <c>warning</c> or <c>note</c>.</summary>
    public required string Level { get; init; }

    public required string Message { get; init; }

    /// <summary>
    /// The file, from the directory that the inventory is made for, with slashes; absolute where both share nothing but the root; <c>.</c> for
    /// what is found in the project as a whole.
    /// </summary>
    public required string File { get; init; }

    /// <summary>From 1; 0 where there is none.</summary>
    public required int Line { get; init; }

    /// <summary>From 1; 0 where there is none.</summary>
    public required int Column { get; init; }

    public required bool IsSuppressed { get; init; }

    /// <summary>Why it is suppressed: the attribute's justification, or the comment behind the pragma.</summary>
    public string? Justification { get; init; }

    /// <summary>What the analyzer says in properties, by the names of <c>FindingProperties</c>.</summary>
    public required IReadOnlyDictionary<string, string> Properties { get; init; }
}
