using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Tool.Inventory;

/// <summary>What was found of an algorithm.</summary>
internal sealed class AlgorithmSummary
{
    // The worst first. What may be used for both is worse than what is used for one.
    private static readonly Threat[] _order =
    [
        Threat.Broken, Threat.Both, Threat.HarvestNow, Threat.Forgery, Threat.Exclusion, Threat.Grover, Threat.Inventory, Threat.None,
    ];

    private AlgorithmSummary(string name, IReadOnlyList<CryptographyUse> uses)
    {
        Name = name;
        Counts = new FindingCounts(uses);
        Strength = uses[0].Strength;
        Category = uses[0].Category;
        Threat = uses.Select(static use => use.Threat).MinBy(static threat => Array.IndexOf(_order, threat));
        Deadline = uses.Select(static use => use.Deadline).OfType<Deadline>().Min();
    }

    /// <summary>Such as <c>RSA-2048</c>.</summary>
    public string Name { get; }

    public FindingCounts Counts { get; }

    /// <summary>Its strength against classical computers, in bits; null where that is not known.</summary>
    public int? Strength { get; }

    /// <summary>NIST's category of strength against quantum computers, from 1 to 5; null for what has none.</summary>
    public int? Category { get; }

    /// <summary>The worst that becomes of it.</summary>
    public Threat Threat { get; }

    public Deadline? Deadline { get; }

    /// <summary>What a person reads about it.</summary>
    public string Status => Threat switch
    {
        Threat.Broken => "broken today",
        Threat.HarvestNow => "recorded now, read later",
        Threat.Both => "recorded now, read later; forged later",
        Threat.Forgery => "forged later",
        Threat.Exclusion => "keeps post-quantum algorithms out",
        Threat.Grover => "half its strength",
        Threat.None => "post-quantum",
        _ => "no action",
    };

    /// <summary>The algorithms, those with the most to act on first.</summary>
    public static IReadOnlyList<AlgorithmSummary> Of(IEnumerable<CryptographyUse> uses) =>
    [
        .. uses.GroupBy(static use => use.Algorithm).Select(static group => new AlgorithmSummary(group.Key, [.. group]))
            .OrderByDescending(static algorithm => algorithm.Counts.Open)
            .ThenBy(static algorithm => Array.IndexOf(_order, algorithm.Threat))
            .ThenBy(static algorithm => algorithm.Name, StringComparer.Ordinal),
    ];
}
