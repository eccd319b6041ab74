namespace QuantumAttributes.Keys.Audit;

/// <summary>A fault of an audit log.</summary>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Message">The same in words.</param>
public sealed record AuditFinding(long Sequence, AuditFault Fault, string Message);
