using QuantumAttributes.Keys.Audit;

namespace QuantumAttributes.Keys.Ring;

/// <summary>What is to become of a key.</summary>
/// <param name="Action">What the audit log says of it.</param>
/// <param name="Key">The key afterwards, one revision on where it is written.</param>
/// <param name="Material">Its secret; null for none.</param>
/// <param name="Detail">More words for the audit log.</param>
internal sealed record KeyChange(AuditAction Action, KeyDescription Key, KeyMaterial? Material, string Detail = "");

/// <summary>A change of the ring: as a whole or not at all, the first key first.</summary>
/// <param name="Changes">Keys to write, in this order; with <see cref="AuditAction.Remove"/> to forget; with
/// <see cref="AuditAction.ExportPrivateKey"/> only to be told of.</param>
internal sealed record RingChange(params IReadOnlyList<KeyChange> Changes);
