using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Containers;
using QuantumAttributes.Keys.Lifecycle;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Ring;

/// <summary>
/// Turns a change into what a store writes: signs its audit entries and seals its containers. Where the ring has no audit key that can
/// sign, the change begins with a new one.
/// </summary>
internal sealed class ChangePreparation(
    RingSnapshot ring, KeyEncryption encryption, ProviderSet providers, KeyRingOptions options, DateTimeOffset now)
{
    private readonly List<AuditRecord> _audit = [];
    private readonly List<RingKey> _written = [];
    private readonly List<StoredKey> _removed = [];
    private SigningKey? _signer = ring.Active(KeyPurpose.Audit)?.Material?.Signing;
    private AuditRecord? _last = ring.LastAudit;

    public PreparedChange Prepare(RingChange change)
    {
        KeyMaterial? auditKey = null;
        try
        {
            IReadOnlyList<KeyChange> changes = change.Changes;
            if (_signer is null && !BringsAuditKey(changes[0]))
            {
                auditKey = KeyMaterial.Generate(AuditPolicy.Algorithm, providers);
                changes = [NewAuditKey(auditKey), .. changes];
            }

            foreach (KeyChange each in changes)
                Add(each);
            return new PreparedChange(new KeyStoreCommit(_audit, [.. _written.Select(static key => key.Stored)], _removed), changes, _written, auditKey);
        }
        catch
        {
            auditKey?.Dispose();
            throw;
        }
    }

    private KeyPolicy AuditPolicy => options.PolicyOf(KeyPurpose.Audit);

    private static bool BringsAuditKey(KeyChange change) =>
        change.Key is { Slot.Purpose: KeyPurpose.Audit, State: KeyState.Active }
        && change.Action is AuditAction.Create or AuditAction.Import or AuditAction.Activate or AuditAction.RestartAudit;

    private void Add(KeyChange change)
    {
        SigningKey? introduced = BringsAuditKey(change) ? change.Material!.Signing : null;
        KeyDescription key = change.Key with { AuditSequence = (_last?.Sequence ?? 0) + 1 };
        Tell(change, key, introduced);
        _signer = introduced ?? _signer;
        switch (change.Action)
        {
            case AuditAction.ExportPrivateKey:
                break;
            case AuditAction.Remove:
                _removed.Add(ring.Find(key.Id)!.Stored);
                break;
            default:
                Write(key, change.Material);
                break;
        }
    }

    private void Tell(KeyChange change, KeyDescription key, SigningKey? introduced)
    {
        AuditEntry entry = new()
        {
            Sequence = key.AuditSequence,
            Time = now,
            Actor = options.Actor,
            Action = change.Action,
            Key = key.Id,
            Slot = key.Slot,
            Revision = key.Revision,
            Detail = change.Detail,
            Previous = _last is null ? "" : AuditEntry.HashOf(_last.Entry),
            AuditKey = introduced?.VerifyingKey.ToJwk(),
        };
        _last = new AuditRecord(entry.Sequence, entry.Sign(_signer ?? introduced!));
        _audit.Add(_last);
    }

    private void Write(KeyDescription key, KeyMaterial? material)
    {
        using SecretBytes? secret = material?.Encode();
        byte[] container = encryption.Seal(key, secret is null ? [] : secret.Span);
        _written.Add(new RingKey(key, material, new StoredKey(key.Id, key.Slot, key.Generation, key.Revision, container), true));
    }

    private KeyChange NewAuditKey(KeyMaterial material) => new(
        ring.LastAudit is null ? AuditAction.Create : AuditAction.RestartAudit,
        NewKey.Describe(ring, KeyPurpose.Audit, AuditPolicy.Algorithm, material.PublicKey, isActive: true, now, providers)
            .Scheduled(AuditPolicy, now),
        material);
}
