using System.Globalization;

namespace QuantumAttributes.Stress.Streaming;

/// <summary>How far this process's resident memory rises, as the kernel counts it (proc(5)): the very peak, not samples.</summary>
internal sealed class ResidentMemory
{
    private readonly long _before;

    /// <summary>Begins here.</summary>
    public ResidentMemory()
    {
        File.WriteAllText("/proc/self/clear_refs", "5"); // the peak is what is resident now
        _before = Read("VmRSS:");
    }

    /// <summary>How much more was resident at most since it began, in bytes.</summary>
    public long Growth => Math.Max(0, Read("VmHWM:") - _before);

    private static long Read(string name)
    {
        string line = File.ReadLines("/proc/self/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..^"kB".Length], CultureInfo.InvariantCulture);
    }
}
