using System.Security.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

/// <summary>Keys, entries and a change that touches everything.</summary>
internal static class Change
{
    public static StoredKey NewKey(KeySlot slot, int generation = 1) =>
        new(KeyId.Create(RandomNumberGenerator.Create()), slot, generation, 1, RandomNumberGenerator.GetBytes(100));

    public static KeyStoreCommit Of(params StoredKey[] keys) => new([], keys, []);

    public static KeyStoreCommit Of(params AuditRecord[] records) => new(records, [], []);

    /// <summary>Two entries, a new key, a new revision and a removal, over a store with two keys and an entry.</summary>
    public static async Task<KeyStoreCommit> OfEverythingAsync(IKeyStore store)
    {
        StoredKey kept = NewKey(KeyPurpose.Identity), removed = NewKey(KeyPurpose.Channel);
        await store.CommitAsync(new KeyStoreCommit([new AuditRecord(1, "first")], [kept, removed], []));
        await store.AddUsesAsync(new Dictionary<KeyId, long> { [kept.Id] = 5, [removed.Id] = 3 });
        StoredKey next = kept with { Revision = 2, Container = RandomNumberGenerator.GetBytes(90) };
        return new KeyStoreCommit(
            [new AuditRecord(2, "second"), new AuditRecord(3, "third")], [NewKey(KeyPurpose.Identity, generation: 2), next], [removed]);
    }

    /// <summary>All that a store holds, as text.</summary>
    public static async Task<string> ContentsAsync(IKeyStore store)
    {
        KeyStoreContents contents = await store.ReadAsync();
        Assert.Empty(contents.Unreadable);
        return string.Join('\n', [
            .. contents.Keys
                .Select(key => $"{key.Id} {key.Slot} {key.Generation} {key.Revision} {Convert.ToHexString(key.Container.Span)}").Order(),
            .. await store.ReadAuditAsync().Select(record => $"{record.Sequence} {record.Entry}").ToListAsync(),
            .. (await store.ReadUsesAsync()).Select(use => $"{use.Key} {use.Value}").Order(),
            $"{contents.LastAudit}",
        ]);
    }
}
