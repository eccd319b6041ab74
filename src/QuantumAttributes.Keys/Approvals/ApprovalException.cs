namespace QuantumAttributes.Keys.Approvals;

/// <summary>A change needs approvals that are missing, or not valid. The message says which.</summary>
public sealed class ApprovalException : KeyRingException
{
    internal ApprovalException(string message) : base(message)
    {
    }
}
