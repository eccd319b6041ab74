using System.Diagnostics;

namespace QuantumAttributes.Fuzz;

/// <summary>How one execution of one input went.</summary>
/// <param name="Elapsed">How long it took, compilation not counted.</param>
/// <param name="Failure">What broke the contract, or null.</param>
internal sealed record FuzzRun(TimeSpan Elapsed, Exception? Failure)
{
    /// <summary>The longest that any input may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    // A busy machine and the compiler make a parser look slow once, but not each time.
    private const int Attempts = 3;

    public static FuzzRun Of(FuzzTarget target, byte[] input)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < Attempts && (i < 2 || best > Limit); i++)
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                target.Run(input);
            }
#pragma warning disable CA1031 // whatever comes out is the finding
            catch (Exception e)
#pragma warning restore CA1031
            {
                return new FuzzRun(Stopwatch.GetElapsedTime(start), e);
            }

            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return new FuzzRun(best, best > Limit ? new ContractException($"takes longer than {Limit.TotalSeconds} s") : null);
    }
}
