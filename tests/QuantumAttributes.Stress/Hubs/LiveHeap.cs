namespace QuantumAttributes.Stress.Hubs;

/// <summary>What of the managed heap is in use, after everything else has been collected.</summary>
internal static class LiveHeap
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>In MiB.</summary>
    public static double Measure()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true) / Mebibyte;
    }
}
