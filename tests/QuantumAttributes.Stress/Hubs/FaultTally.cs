namespace QuantumAttributes.Stress.Hubs;

/// <summary>Counts what went otherwise than it has to, and prints the first of them.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class FaultTally
{
    private const int MostShown = 10;

    private int _count;

    public int Count => _count;

    /// <summary>Counts a fault; null is none.</summary>
    public void Add(string where, string? fault)
    {
        if (fault is not null && Interlocked.Increment(ref _count) <= MostShown)
            Console.WriteLine($"        {where}: {fault}");
    }
}
