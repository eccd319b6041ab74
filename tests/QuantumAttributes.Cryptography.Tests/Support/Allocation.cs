using System.Diagnostics;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>What an operation costs the collector, once its key has been used.</summary>
internal static class Allocation
{
    // An object that the compiler keeps on the stack in one caller and not in the other, as its profile has it: seen with the
    // platform's key agreement, whose bare call once took 1,088 bytes and on every other run 1,112, as ours does.
    private const int SmallestObject = 24;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan UntilOptimized = TimeSpan.FromSeconds(0.15); // the runtime waits for a tenth of a second

    /// <summary>
    /// The bytes that one call allocates: the least of many, since now and then a library allocates for the whole process.
    /// </summary>
    public static long OfOne(Action operation, int rounds)
    {
        long least = long.MaxValue;
        for (int i = 0; i < rounds; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            operation();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>
    /// The bytes that one call of ours allocates, and those that it may: what the bare one does, and where that is something at all, one
    /// object of the smallest size. What is not optimized yet allocates what optimized code keeps on the stack, and on a busy machine
    /// one waits for that longer than the other: where ours is more, both are measured again after a while.
    /// </summary>
    /// <param name="ours">The operation.</param>
    /// <param name="bare">What it cannot do without.</param>
    /// <param name="more">How much more than that ours may allocate.</param>
    public static (long Ours, long Allowed) OfOne(Action ours, Action bare, int more = 0)
    {
        long begin = Stopwatch.GetTimestamp();
        while (true)
        {
            WarmUp(ours);
            WarmUp(bare);
            Thread.Sleep(UntilOptimized);
            (long Ours, long Allowed) least = (OfOne(ours, rounds: 10), Allowed(OfOne(bare, rounds: 10)));
            if (least.Ours <= least.Allowed + more || Stopwatch.GetElapsedTime(begin) > Patience)
                return least;
        }
    }

    private static long Allowed(long bare) => bare == 0 ? 0 : bare + SmallestObject;

    private static void WarmUp(Action operation)
    {
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < 100 && Stopwatch.GetElapsedTime(begin) < LongEnough; i++)
            operation();
    }
}
