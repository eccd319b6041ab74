namespace QuantumAttributes.Channels.Policies;

/// <summary>Remembers which origins take answers in a channel only, and until when (protocol.md §7).</summary>
/// <remarks>
/// Implementations are safe to call from several threads, hold at least <see cref="MaxOrigins"/> and forget none before its time: where
/// there is no more room, further ones are not remembered.
/// </remarks>
public interface IPolicyMemory
{
    /// <summary>How many origins are remembered at once.</summary>
    const int MaxOrigins = 1000;

    /// <summary>Until when an origin's answers must come in a channel; null where nothing is known. It may have passed.</summary>
    DateTimeOffset? Find(string origin);

    /// <summary>Remembers, lastingly, that until this time an origin's answers must come in a channel. A time in the past clears it.</summary>
    void Remember(string origin, DateTimeOffset until);
}
