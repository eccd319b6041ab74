namespace QuantumAttributes.Keys.Approvals;

/// <summary>What approvals are asked for.</summary>
public enum ApprovalAction
{
    /// <summary>Marking a key compromised.</summary>
    MarkCompromised,

    /// <summary>Destroying a key.</summary>
    Destroy,
}
