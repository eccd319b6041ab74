namespace QuantumAttributes.Keys.Audit;

/// <summary>What is wrong with an audit log.</summary>
public enum AuditFault
{
    /// <summary>The entry was changed after it was signed, or is none.</summary>
    Changed,

    /// <summary>The entry is missing.</summary>
    Removed,

    /// <summary>The entry stands in another place than its number says, or twice.</summary>
    Reordered,

    /// <summary>The entry is signed, but not as the one that follows the entry before it: two logs were made into one.</summary>
    Unchained,

    /// <summary>From this entry on, the log is signed by a key that no earlier entry vouches for.</summary>
    Restarted,

    /// <summary>The log ends before this entry, which the ring's keys know of.</summary>
    CutOff,
}
