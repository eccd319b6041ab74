namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>What the server's process has used since it started.</summary>
/// <param name="Microseconds">Processor time of all its threads, in user and kernel mode.</param>
/// <param name="Bytes">What it has allocated on the managed heap.</param>
/// <param name="Elapsed">Microseconds on the clock, whatever it did in them.</param>
internal readonly record struct ServerUsage(double Microseconds, double Bytes, double Elapsed)
{
    public static ServerUsage operator -(ServerUsage left, ServerUsage right) =>
        new(left.Microseconds - right.Microseconds, left.Bytes - right.Bytes, left.Elapsed - right.Elapsed);

    public static ServerUsage operator /(ServerUsage total, int count) =>
        new(total.Microseconds / count, total.Bytes / count, total.Elapsed / count);
}
