using System.Globalization;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Tool.Inventory;

/// <summary>By when an algorithm has to be gone.</summary>
/// <remarks>
/// NIST IR 8547 (initial public draft, November 2024), tables 2 and 4: classical public-key algorithms of 112 bits are deprecated after 2030, and all
/// disallowed after 2035. NIST SP 800-131A: less than 112 bits is disallowed already. CNSA 2.0: nothing else than it in web services and clouds from
/// 2033 on.
/// </remarks>
/// <param name="ActBy">The last year in which to act.</param>
/// <param name="Disallowed">The year after which it is disallowed.</param>
internal sealed record Deadline(int ActBy, int Disallowed) : IComparable<Deadline>
{
    private const int DeprecatedAfter = 2030, DisallowedAfter = 2035, Cnsa = 2033;
    private const int LeastStrength = 112;

    /// <summary>It is too late already.</summary>
    public static Deadline Passed { get; } = new(0, 0);

    public string ActByText => TextOf(ActBy);

    public string DisallowedText => TextOf(Disallowed);

    /// <summary>The deadline of something that is threatened like this; null where nothing has to be done.</summary>
    /// <param name="threat">What becomes of it.</param>
    /// <param name="strength">Its strength against classical computers, in bits; null where that is not known.</param>
    /// <param name="profile">The profile of the analyzers.</param>
    /// <param name="actBy">The last year in which to act, as the analyzer says it by how long data has to stay secret.</param>
    public static Deadline? Of(Threat threat, int? strength, string profile, int? actBy)
    {
        bool isCnsa = profile == "cnsa2";
        int disallowed = isCnsa ? Cnsa : DisallowedAfter;
        switch (threat)
        {
            case Threat.Broken:
                return Passed;
            case Threat.HarvestNow or Threat.Forgery or Threat.Both or Threat.Exclusion:
                if (strength < LeastStrength)
                    return Passed;
                int first = strength == LeastStrength ? DeprecatedAfter : disallowed;
                return new Deadline(Math.Min(first, actBy ?? first), disallowed);
            case Threat.Grover when isCnsa:
                return new Deadline(disallowed, disallowed);
            default:
                return null;
        }
    }

    /// <summary>The earlier comes first.</summary>
    public int CompareTo(Deadline? other) =>
        other is null ? -1 : (ActBy, Disallowed).CompareTo((other.ActBy, other.Disallowed));

    private static string TextOf(int year) => year == 0 ? "now" : year.ToString(CultureInfo.InvariantCulture);
}
