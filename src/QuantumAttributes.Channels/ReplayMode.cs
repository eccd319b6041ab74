namespace QuantumAttributes.Channels;

/// <summary>Where a server keeps a channel's keys and replay window (protocol.md §4).</summary>
public enum ReplayMode
{
    /// <summary>In the memory of one process: a channel ends with it.</summary>
    Memory = 0,

    /// <summary>In a store that several processes share.</summary>
    Shared = 1,
}
