using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Idempotency;

/// <summary>
/// The sealed <c>Idempotency-Age</c> field, with which a client says that it sends a request again:
/// <c>Idempotency-Age: 3;channel=:16 bytes:</c>. A server that cannot remember the first attempt then refuses rather than run it twice.
/// </summary>
/// <param name="Seconds">
/// How long ago the client first sent it: whole seconds, rounded up, by that of its clocks, monotonic or of the day, that says more.
/// </param>
/// <param name="FirstChannel">The channel of the first attempt; null where the sender does not know it.</param>
public sealed record IdempotencyAge(long Seconds, ChannelId? FirstChannel)
{
    /// <summary>The field's name.</summary>
    public const string Name = "Idempotency-Age";

    /// <summary>The greatest age that is told; whatever is older is as old as this: some 31 years.</summary>
    public const long MaxSeconds = 1_000_000_000;

    private const string Channel = "channel";

    /// <summary>Reads the lines of a field, or returns null: not exactly one, an unknown parameter, or a value out of range.</summary>
    public static IdempotencyAge? Parse(IReadOnlyList<string> lines)
    {
        if (lines.Count != 1 || !StructuredField.TryParseItem(lines[0], out Item? item, rejectDuplicateKeys: true)
            || !item.Value.TryGetInteger(out long seconds) || seconds is < 0 or > MaxSeconds)
            return null;
        if (item.Parameters.Count == 0)
            return new IdempotencyAge(seconds, null);
        return item.Parameters.Count == 1 && item.Parameters.TryGetValue(Channel, out BareItem value)
            && value.TryGetBytes(out ReadOnlyMemory<byte> id) && id.Length == ChannelId.Size
            ? new IdempotencyAge(seconds, new ChannelId(id.Span))
            : null;
    }

    /// <summary>The field's value.</summary>
    public override string ToString() => FirstChannel is { } id
        ? new Item(BareItem.FromInteger(Seconds), new Parameters([new(Channel, BareItem.FromBytes(id.ToArray()))])).ToString()
        : new Item(BareItem.FromInteger(Seconds)).ToString();
}
