namespace QuantumAttributes.Tool.Inventory;

/// <summary>What was found of a family.</summary>
internal sealed class FamilySummary
{
    public FamilySummary(Family family, IReadOnlyList<CryptographyUse> uses)
    {
        Family = family;
        Counts = new FindingCounts(uses);
        Files = uses.Select(static use => use.Finding.File).Distinct().Count();
        Uses = uses;
        CryptographyUse[] open = [.. uses.Where(static use => use.IsOpen)];
        Urgency = (open.Length > 0 ? open : uses).Min(static use => use.Urgency);
        Deadline = open.Select(static use => use.Deadline).OfType<Deadline>().Min();
    }

    public Family Family { get; }

    public FindingCounts Counts { get; }

    /// <summary>How many files have some.</summary>
    public int Files { get; }

    public IReadOnlyList<CryptographyUse> Uses { get; }

    /// <summary>The most urgent that is open, or of all where none is.</summary>
    public Urgency Urgency { get; }

    /// <summary>The earliest of what is open; null where nothing is.</summary>
    public Deadline? Deadline { get; }

    /// <summary>The families, in the order in which to act on them.</summary>
    public static IReadOnlyList<FamilySummary> Of(IEnumerable<CryptographyUse> uses) =>
    [
        .. uses.GroupBy(static use => use.Family).Select(static group => new FamilySummary(group.Key, [.. group]))
            .OrderBy(static family => family.Counts.Open == 0)
            .ThenBy(static family => family.Urgency)
            .ThenBy(static family => family.Deadline?.ActBy ?? int.MaxValue)
            .ThenByDescending(static family => family.Counts.Open)
            .ThenBy(static family => family.Family.Name, StringComparer.Ordinal),
    ];
}
