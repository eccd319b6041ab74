namespace QuantumAttributes.Fuzz;

/// <summary>How one execution of one input went.</summary>
/// <param name="Time">
/// What it took of the processor. Not of the clock, which on a busy machine runs ahead of a parser that waits for its turn.
/// </param>
/// <param name="Failure">What broke the contract, or null.</param>
internal sealed record FuzzRun(TimeSpan Time, Exception? Failure)
{
    /// <summary>The longest that any input may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    // The compiler makes a parser look slow once, but not each time.
    private const int Attempts = 3;

    public static FuzzRun Of(FuzzTarget target, byte[] input)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < Attempts && (i < 2 || best > Limit); i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            try
            {
                target.Run(input);
            }
#pragma warning disable CA1031 // whatever comes out is the finding
            catch (Exception e)
#pragma warning restore CA1031
            {
                return new FuzzRun(Environment.CpuUsage.TotalTime - before, e);
            }

            TimeSpan time = Environment.CpuUsage.TotalTime - before;
            best = time < best ? time : best;
        }

        return new FuzzRun(best, best > Limit ? new ContractException($"takes longer than {Limit.TotalSeconds} s") : null);
    }
}
