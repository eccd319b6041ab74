using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Policies;

/// <summary>
/// The <c>Quantum-Policy</c> field of an answer: <c>require;max-age=2592000</c> (protocol.md §7). It counts only sealed in a channel.
/// </summary>
/// <param name="MaxAge">
/// For how long answers outside a channel are an error, in whole seconds, at most <see cref="LongestMaxAge"/>; zero: no longer.
/// </param>
public sealed record PolicyField(TimeSpan MaxAge)
{
    /// <summary>The field's name.</summary>
    public const string Name = "Quantum-Policy";

    /// <summary>The longest that a policy is remembered: 30 days.</summary>
    public static readonly TimeSpan LongestMaxAge = TimeSpan.FromDays(30);

    private const string Require = "require";
    private const string Age = "max-age";

    /// <summary>
    /// Reads the lines of a field, or returns null where it is not exactly one and this policy. An age over
    /// <see cref="LongestMaxAge"/> counts as that.
    /// </summary>
    public static PolicyField? Parse(IReadOnlyList<string> lines)
    {
        bool valid = lines.Count == 1 & StructuredField.TryParseItem(lines.Count > 0 ? lines[0] : "", out Item? item, rejectDuplicateKeys: true)
            && item!.Value.TryGetToken(out string? policy) && policy == Require && item.Parameters.Count == 1;
        if (!valid || !item!.Parameters.TryGetValue(Age, out BareItem age) || !age.TryGetInteger(out long seconds) || seconds < 0)
            return null;
        return new PolicyField(TimeSpan.FromSeconds(Math.Min(seconds, (long)LongestMaxAge.TotalSeconds)));
    }

    /// <summary>The field's value.</summary>
    public override string ToString() => new Item(
        BareItem.FromToken(Require), new Parameters([new(Age, BareItem.FromInteger((long)MaxAge.TotalSeconds))])).ToString();
}
