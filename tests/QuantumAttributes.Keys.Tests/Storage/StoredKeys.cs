using System.Security.Cryptography;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests.Storage;

/// <summary>Keys and commits of no meaning.</summary>
internal static class StoredKeys
{
    public static KeySlot Invoices { get; } = new(KeyPurpose.Signing, "invoices");

    public static StoredKey New(KeySlot slot, int generation = 1, int size = 10) =>
        new(KeyId.Create(RandomNumberGenerator.Create()), slot, generation, 1, RandomNumberGenerator.GetBytes(size));

    public static StoredKey Next(this StoredKey key) =>
        key with { Revision = key.Revision + 1, Container = RandomNumberGenerator.GetBytes(20) };

    public static KeyStoreCommit Write(params StoredKey[] keys) => new([], keys, []);

    public static KeyStoreCommit Append(params long[] numbers) => new([.. numbers.Select(Entry)], [], []);

    public static AuditRecord Entry(long number) => new(number, $"entry-{number}");

    /// <summary>Everything of a key as text: memory compares by reference.</summary>
    public static string Describe(StoredKey key) =>
        $"{key.Slot} {key.Generation} {key.Id} {key.Revision} {Convert.ToHexString(key.Container.Span)}";

    public static async Task AssertHoldsAsync(this IKeyStore store, params StoredKey[] expected) =>
        Assert.Equal(expected.Select(Describe).Order(), (await store.ReadAsync()).Keys.Select(Describe).Order());
}
