namespace QuantumAttributes.Stress.Hubs;

/// <summary>Numbers that have to come one after the other, and what came otherwise.</summary>
/// <remarks>One thread at a time. Takes no memory while everything comes as it has to.</remarks>
internal sealed class Sequence
{
    private const int MostMissing = 100_000;

    private readonly HashSet<int> _missing = [];
    private volatile int _next;

    /// <summary>The number that is due, which is how many there were where all came.</summary>
    public int Next => _next;

    public int Duplicated { get; private set; }

    public int OutOfOrder { get; private set; }

    /// <summary>Whether each number so far came once, in its turn.</summary>
    public bool IsWhole => _missing.Count == 0 && Duplicated == 0 && OutOfOrder == 0;

    public void Take(int number)
    {
        if (number == _next)
            _next = number + 1;
        else if (number > _next)
            Skip(number);
        else if (_missing.Remove(number))
            OutOfOrder++;
        else
            Duplicated++;
    }

    /// <summary>How many of the first <paramref name="sent"/> numbers never came.</summary>
    public int Lost(int sent) => _missing.Count + Math.Max(0, sent - _next);

    private void Skip(int number)
    {
        StressException.Require(number - _next + _missing.Count <= MostMissing, $"{number} came where {_next} was due");
        for (int missing = _next; missing < number; missing++)
            _missing.Add(missing);
        _next = number + 1;
    }
}
