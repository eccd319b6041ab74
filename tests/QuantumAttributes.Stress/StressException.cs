namespace QuantumAttributes.Stress;

/// <summary>Something did not hold that had to.</summary>
internal sealed class StressException(string message) : Exception(message)
{
    /// <exception cref="StressException">It does not hold.</exception>
    public static void Require(bool holds, string what)
    {
        if (!holds)
            throw new StressException(what);
    }
}
