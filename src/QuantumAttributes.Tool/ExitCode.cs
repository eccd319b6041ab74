namespace QuantumAttributes.Tool;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>It was done.</summary>
    public const int Done = 0;

    /// <summary>It was done, and something is wrong with what was looked at.</summary>
    public const int Findings = 1;

    /// <summary>The command line is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>It was refused, or failed.</summary>
    public const int Failed = 3;

    /// <summary>Somebody interrupted it, as shells have it.</summary>
    public const int Interrupted = 130;
}
