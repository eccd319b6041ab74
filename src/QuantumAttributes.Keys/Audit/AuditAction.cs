namespace QuantumAttributes.Keys.Audit;

/// <summary>What an entry of the audit log tells.</summary>
public enum AuditAction
{
    /// <summary>A key was made.</summary>
    Create,

    /// <summary>A key was taken in from outside.</summary>
    Import,

    /// <summary>A key became active.</summary>
    Activate,

    /// <summary>A key was deactivated.</summary>
    Deactivate,

    /// <summary>A key was marked compromised.</summary>
    MarkCompromised,

    /// <summary>A key's secret was destroyed.</summary>
    Destroy,

    /// <summary>What was known of a destroyed key was removed.</summary>
    Remove,

    /// <summary>A key was sealed anew, under the present protection.</summary>
    Rewrap,

    /// <summary>A private key was given out.</summary>
    ExportPrivateKey,

    /// <summary>The log goes on under an audit key that no earlier one vouches for: the earlier one cannot be read, or may not sign any more.</summary>
    RestartAudit,
}
