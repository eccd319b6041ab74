namespace QuantumAttributes.Channels.Records;

/// <summary>What a channel may still carry in one direction (protocol.md §4, "Limits"). Safe to use from several threads.</summary>
internal sealed class ByteBudget(long bytes = ByteBudget.ChannelDirection)
{
    /// <summary>64 GiB.</summary>
    public const long ChannelDirection = 64L << 30;

    private long _left = bytes;

    /// <summary>Takes <paramref name="count"/> bytes, or says that they are not there any more.</summary>
    public bool TrySpend(int count) => Interlocked.Add(ref _left, -count) >= 0;
}
