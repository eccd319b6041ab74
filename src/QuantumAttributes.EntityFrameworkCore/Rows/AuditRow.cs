namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>An entry of the audit log in the table <c>quantum_audit</c>.</summary>
internal sealed class AuditRow
{
    public required long Sequence { get; init; }

    public required string Entry { get; init; }
}
