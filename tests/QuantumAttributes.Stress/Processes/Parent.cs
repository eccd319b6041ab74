namespace QuantumAttributes.Stress.Processes;

/// <summary>The process that started this one, seen from this one: it has the other end of standard input.</summary>
internal static class Parent
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <summary>Ends this process when the parent has, or says something; in any case some time.</summary>
    public static void EndWithIt() => new Thread(Wait) { IsBackground = true }.Start();

    private static void Wait()
    {
        Task.Run(Console.ReadLine).Wait(_patience);
        Environment.Exit(0);
    }
}
