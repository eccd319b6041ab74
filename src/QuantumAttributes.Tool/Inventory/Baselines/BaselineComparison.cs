using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Tool.Inventory.Baselines;

/// <summary>What has changed since an earlier run: of findings that somebody has to act on, and that nobody suppressed.</summary>
/// <param name="File">The log of the earlier run.</param>
/// <param name="New">Those that were not there.</param>
/// <param name="Gone">How many are there no longer.</param>
internal sealed record BaselineComparison(string File, IReadOnlyList<CryptographyUse> New, int Gone)
{
    /// <summary>Compares. Equal findings are counted: of three where there were two, the last is new.</summary>
    public static BaselineComparison Of(string file, IEnumerable<Finding> earlier, IEnumerable<CryptographyUse> now)
    {
        Dictionary<FindingIdentity, int> left = Open(FindingMerge.Merge(earlier))
            .CountBy(FindingIdentity.Of)
            .ToDictionary();
        List<CryptographyUse> added = [];
        foreach (CryptographyUse use in Open(now))
        {
            FindingIdentity identity = FindingIdentity.Of(use);
            if (left.GetValueOrDefault(identity) is > 0 and var count)
                left[identity] = count - 1;
            else
                added.Add(use);
        }

        return new BaselineComparison(file, added, left.Values.Sum());
    }

    private static IEnumerable<CryptographyUse> Open(IEnumerable<CryptographyUse> uses) => uses.Where(static use => use.IsOpen);
}
