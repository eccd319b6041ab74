using System.Diagnostics;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>What the server has heard on one connection.</summary>
/// <remarks>One thread at a time, as a hub's calls on a connection come.</remarks>
internal sealed class HubParty(string connectionId)
{
    // By less, the times that the server names for one handshake may differ.
    private static readonly TimeSpan _anotherHandshake = TimeSpan.FromMilliseconds(500);

    private DateTimeOffset _opened;
    private long _first;
    private long _last;

    public string ConnectionId { get; } = connectionId;

    /// <summary>Whose connection it is, by its first message.</summary>
    public string? Name { get; private set; }

    public Sequence Said { get; } = new();

    /// <summary>How many messages were another connection's, or had another text than their number.</summary>
    public int Wrong { get; private set; }

    /// <summary>How many handshakes after the first the messages came under.</summary>
    public int Renewals { get; private set; }

    /// <summary>How long it has talked.</summary>
    public TimeSpan Talked => Stopwatch.GetElapsedTime(_first, _last);

    /// <summary>How old the latest handshake is that a message came under.</summary>
    public TimeSpan Age => DateTimeOffset.UtcNow - _opened;

    /// <summary>How many messages the server sent it unasked.</summary>
    public int Told { get; set; }

    /// <summary>Why it ended; null while it has not, or where nothing was wrong.</summary>
    public Exception? Failure { get; set; }

    public void Hear(string name, int number, string text, DateTimeOffset opened)
    {
        _last = Stopwatch.GetTimestamp();
        if (Name is null)
            (Name, _opened, _first) = (name, opened, _last);
        if (name != Name || !Speech.Is(number, text))
            Wrong++;
        if ((opened - _opened).Duration() > _anotherHandshake)
        {
            Renewals++;
            _opened = opened;
        }

        Said.Take(number);
    }
}
