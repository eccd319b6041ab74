namespace QuantumAttributes.Tool.Inventory;

/// <summary>How a finding is counted: each in one way.</summary>
internal enum FindingState
{
    /// <summary>Open, and the build fails of it.</summary>
    Error,

    /// <summary>Open.</summary>
    Warning,

    /// <summary>The classical leg of a hybrid.</summary>
    Hybrid,

    /// <summary>Nothing to act on: what reads old data, what is post-quantum, and whatever else only belongs into the inventory.</summary>
    Lower,

    /// <summary>Somebody decided that it stays.</summary>
    Suppressed,
}
