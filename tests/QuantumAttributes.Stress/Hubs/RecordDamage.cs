namespace QuantumAttributes.Stress.Hubs;

/// <summary>What somebody on the path does to a record.</summary>
internal enum RecordDamage
{
    /// <summary>Flips a bit behind the length.</summary>
    Flip,

    /// <summary>Sends it twice.</summary>
    Repeat,

    /// <summary>Leaves it out.</summary>
    LeaveOut,

    /// <summary>Sends it behind the next one.</summary>
    Swap,

    /// <summary>Leaves its last bytes out, so that the next ones take their place.</summary>
    CutShort,

    /// <summary>Leaves its last bytes out, and says so in its length.</summary>
    Shorten,

    /// <summary>Sends one of another connection's in its place.</summary>
    Replace,

    /// <summary>Sends one of another connection's before it.</summary>
    Splice,
}
