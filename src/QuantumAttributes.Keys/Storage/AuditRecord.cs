namespace QuantumAttributes.Keys.Storage;

/// <summary>An entry of the audit log as a store holds it.</summary>
/// <param name="Sequence">Its number, from 1 without a gap.</param>
/// <param name="Entry">A compact JWS: ASCII without line ends, at most <see cref="MaxEntryLength"/> characters.</param>
public sealed record AuditRecord(long Sequence, string Entry)
{
    /// <summary>The most characters of an entry.</summary>
    public const int MaxEntryLength = 128 * 1024;
}
