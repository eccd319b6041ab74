namespace QuantumAttributes.Tool.Inventory;

/// <summary>How many findings there are of each state.</summary>
internal sealed record FindingCounts
{
    public FindingCounts(IEnumerable<CryptographyUse> uses)
    {
        foreach (CryptographyUse use in uses)
        {
            Total++;
            switch (use.State)
            {
                case FindingState.Error:
                    Errors++;
                    break;
                case FindingState.Warning:
                    Warnings++;
                    break;
                case FindingState.Hybrid:
                    Hybrid++;
                    break;
                case FindingState.Lower:
                    Lower++;
                    break;
                default:
                    Suppressed++;
                    break;
            }
        }
    }

    public int Total { get; }

    public int Errors { get; }

    public int Warnings { get; }

    public int Hybrid { get; }

    public int Lower { get; }

    public int Suppressed { get; }

    /// <summary>How many somebody has to act on.</summary>
    public int Open => Errors + Warnings;
}
