namespace QuantumAttributes.Keys.Protection;

/// <summary>What one guess at a passphrase costs: the parameters m, t and p of Argon2id (RFC 9106, section 3.1).</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record Argon2Cost
{
    /// <summary>The least memory for each lane, in KiB (RFC 9106, section 3.1).</summary>
    public const int MinMemoryPerLane = 8;

    /// <summary>The most memory, in KiB: 1 GiB.</summary>
    public const int MaxMemory = 1024 * 1024;

    /// <summary>The most iterations.</summary>
    public const int MaxIterations = 32;

    /// <summary>The most lanes.</summary>
    public const int MaxLanes = 16;

    /// <summary>Sets a cost.</summary>
    /// <param name="memory">m: memory in KiB, from <see cref="MinMemoryPerLane"/> for each lane to
    /// <see cref="MaxMemory"/>.</param>
    /// <param name="iterations">t: passes over the memory, from 1 to <see cref="MaxIterations"/>.</param>
    /// <param name="lanes">p: lanes, which can be filled at the same time, from 1 to <see cref="MaxLanes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of these bounds.</exception>
    public Argon2Cost(int memory, int iterations, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lanes, MaxLanes);
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, MinMemoryPerLane * lanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(memory, MaxMemory);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterations, MaxIterations);
        Memory = memory;
        Iterations = iterations;
        Lanes = lanes;
    }

    /// <summary>The second recommended choice of RFC 9106, section 4: 64 MiB, 3 iterations, 4 lanes.</summary>
    public static Argon2Cost Default { get; } = new(memory: 64 * 1024, iterations: 3, lanes: 4);

    /// <summary>m: memory in KiB.</summary>
    public int Memory { get; }

    /// <summary>t: passes over the memory.</summary>
    public int Iterations { get; }

    /// <summary>p: lanes.</summary>
    public int Lanes { get; }

    /// <summary>Whether a guess costs at least as much as at another cost: no less memory, no fewer passes, and no more lanes to
    /// share the work among.</summary>
    public bool IsAtLeast(Argon2Cost other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Memory >= other.Memory && Iterations >= other.Iterations && Lanes <= other.Lanes;
    }
}
