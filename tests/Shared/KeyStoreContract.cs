using System.Security.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Testing;

/// <summary>What every key store must do. A store's test class derives from it and says how its storage is opened and destroyed.</summary>
public abstract partial class KeyStoreContract : IAsyncLifetime
{
    protected static readonly KeySlot Invoices = new(KeyPurpose.Signing, "invoices");

    /// <summary>Makes this test's storage, empty.</summary>
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Closes the stores that were opened, and removes the storage, where it is still there.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Another store over this test's storage, which shares nothing else with those before.</summary>
    protected abstract IKeyStore Open();

    /// <summary>Takes the storage away from under the open stores.</summary>
    protected abstract ValueTask DestroyAsync();

    [Fact]
    public async Task Given_NothingWritten_When_Read_Expect_Nothing()
    {
        IKeyStore store = Open();
        KeyStoreContents contents = await store.ReadAsync();

        Assert.Empty(contents.Keys);
        Assert.Empty(contents.Unreadable);
        Assert.Null(contents.LastAudit);
        Assert.Empty(await store.ReadAuditAsync().ToListAsync());
        Assert.Empty(await store.ReadUsesAsync());
        Assert.NotEmpty(store.Description);
    }

    [Fact]
    public async Task Given_KeysOfSeveralSlots_When_Added_Expect_EachReadBackByAnotherStore()
    {
        StoredKey[] keys =
        [
            NewKey(KeyPurpose.Identity), NewKey(KeyPurpose.Identity, generation: 2), NewKey(KeyPurpose.SessionTickets, int.MaxValue),
            NewKey(Invoices), NewKey(new KeySlot(KeyPurpose.Signing, "INVOICES")), NewKey(new KeySlot(KeyPurpose.Sealing, "invoices")),
            NewKey(new KeySlot(KeyPurpose.Signing, @"../~!""\%_/'*?:;<>|.")),
            NewKey(new KeySlot(KeyPurpose.Signing, new string('n', KeySlot.MaxNameLength))),
        ];
        await Open().CommitAsync(Write(keys));

        await AssertKeysAsync(keys);
    }

    [Fact]
    public async Task Given_NothingToWrite_When_Committed_Expect_Nothing()
    {
        await Open().CommitAsync(Write());

        await AssertKeysAsync();
    }

    [Fact]
    public async Task Given_AKey_When_TheNextRevisionIsWritten_Expect_ItInPlaceOfTheFormer()
    {
        StoredKey first = NewKey(Invoices), second = Next(first), third = Next(second);
        await Open().CommitAsync(Write(first));
        await Open().CommitAsync(Write(second));
        await AssertKeysAsync(second);

        await Open().CommitAsync(Write(third));
        await AssertKeysAsync(third);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(long.MaxValue)]
    public async Task Given_AKeyAtRevision2_When_AnyOtherThanTheThirdIsWritten_Expect_Conflict(long revision)
    {
        StoredKey first = NewKey(Invoices), second = Next(first);
        IKeyStore store = Open();
        await store.CommitAsync(Write(first));
        await store.CommitAsync(Write(second));

        await ExpectConflictAsync(Write(Next(second) with { Revision = revision }));
        await AssertKeysAsync(second);
    }

    [Fact]
    public async Task Given_NoKey_When_TheSecondRevisionIsWritten_Expect_Conflict()
    {
        await ExpectConflictAsync(Write(Next(NewKey(Invoices))));
        await AssertKeysAsync();
    }

    [Fact]
    public async Task Given_AKey_When_ReplacedInAnotherPlace_Expect_Conflict()
    {
        StoredKey key = NewKey(Invoices);
        await Open().CommitAsync(Write(key));

        await ExpectConflictAsync(Write(Next(key) with { Generation = 2 }));
        await ExpectConflictAsync(Write(Next(key) with { Slot = KeyPurpose.Identity }));
        await AssertKeysAsync(key);
    }

    [Fact]
    public async Task Given_AGenerationThatIsTaken_When_AnotherKeyWantsIt_Expect_Conflict()
    {
        StoredKey key = NewKey(Invoices);
        await Open().CommitAsync(Write(key));

        await ExpectConflictAsync(Write(NewKey(Invoices)));
        await AssertKeysAsync(key);
    }

    [Fact]
    public async Task Given_AnIdThatIsTaken_When_AnotherKeyHasIt_Expect_Conflict()
    {
        StoredKey key = NewKey(Invoices);
        await Open().CommitAsync(Write(key));

        await ExpectConflictAsync(Write(NewKey(Invoices, generation: 2) with { Id = key.Id }));
        await ExpectConflictAsync(Write(NewKey(KeyPurpose.Identity) with { Id = key.Id }));
        await AssertKeysAsync(key);
    }

    [Fact]
    public async Task Given_AKey_When_RemovedAtItsRevision_Expect_ItGoneAndItsPlaceFree()
    {
        StoredKey first = NewKey(Invoices), second = Next(first), other = NewKey(KeyPurpose.Identity);
        await Open().CommitAsync(Write(first, other));
        await Open().CommitAsync(Write(second));

        await Open().CommitAsync(Remove(second with { Container = default }));
        await AssertKeysAsync(other);

        StoredKey successor = NewKey(Invoices);
        await Open().CommitAsync(Write(successor));
        await AssertKeysAsync(other, successor);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Given_AKeyAtRevision2_When_RemovedAtAnother_Expect_Conflict(long revision)
    {
        StoredKey first = NewKey(Invoices), second = Next(first);
        await Open().CommitAsync(Write(first));
        await Open().CommitAsync(Write(second));

        await ExpectConflictAsync(Remove(second with { Revision = revision }));
        await AssertKeysAsync(second);
    }

    [Fact]
    public async Task Given_NoKey_When_Removed_Expect_Conflict() => await ExpectConflictAsync(Remove(NewKey(Invoices)));

    // The last thing of each commit is what does not fit; nothing before it may stay.
    [Fact]
    public async Task Given_ACommitOfManyThings_When_OneConflicts_Expect_NothingOfItWritten()
    {
        StoredKey kept = NewKey(Invoices), removed = NewKey(KeyPurpose.Channel);
        await Open().CommitAsync(Write(kept, removed) with { Audit = [Entry(1)] });

        StoredKey[] fits = [NewKey(Invoices, generation: 2), Next(kept)];
        KeyStoreCommit whole = new([Entry(2), Entry(3)], fits, [removed]);
        StoredKey stranger = NewKey(KeyPurpose.Sealing);
        await ExpectConflictAsync(whole with { Audit = [Entry(2), Entry(4)] });
        await ExpectConflictAsync(whole with { Keys = [.. fits, Next(stranger)] });
        await ExpectConflictAsync(whole with { Removed = [removed, stranger] });
        await AssertKeysAsync(kept, removed);
        await AssertAuditAsync(Entry(1));

        await Open().CommitAsync(whole);
        await AssertKeysAsync(fits);
        await AssertAuditAsync(Entry(1), Entry(2), Entry(3));
    }

    [Fact]
    public async Task Given_ContainersOfAnySizeAllowed_When_Written_Expect_EachReadBack()
    {
        StoredKey[] keys =
        [
            NewKey(Invoices, 1) with { Container = Array.Empty<byte>() },
            NewKey(Invoices, 2) with { Container = new byte[] { 0 } },
            NewKey(Invoices, 3) with { Container = RandomNumberGenerator.GetBytes(StoredKey.MaxContainerSize) },
        ];
        await Open().CommitAsync(Write(keys));

        await AssertKeysAsync(keys);
    }

    [Fact]
    public async Task Given_MalformedKeys_When_Committed_Expect_ArgumentExceptionAndNothingWritten()
    {
        StoredKey key = NewKey(Invoices);
        StoredKey[] malformed =
        [
            key with { Container = new byte[StoredKey.MaxContainerSize + 1] }, key with { Slot = default }, key with { Generation = 0 },
            key with { Generation = -1 }, key with { Revision = 0 }, key with { Revision = long.MinValue },
        ];
        foreach (StoredKey bad in malformed)
            await ExpectMalformedAsync(Write(NewKey(KeyPurpose.Identity), bad));
        await ExpectMalformedAsync(Write(key, Next(key)));
        await ExpectMalformedAsync(Write(key, NewKey(Invoices)));
        await ExpectMalformedAsync(new KeyStoreCommit([], [key], [key]));

        await AssertKeysAsync();
    }

    /// <summary>A key of random bytes.</summary>
    protected static StoredKey NewKey(KeySlot slot, int generation = 1) =>
        new(KeyId.Create(RandomNumberGenerator.Create()), slot, generation, 1, RandomNumberGenerator.GetBytes(100));

    /// <summary>The key's next revision, with other bytes.</summary>
    protected static StoredKey Next(StoredKey key) =>
        key with { Revision = key.Revision + 1, Container = RandomNumberGenerator.GetBytes(120) };

    protected static AuditRecord Entry(long sequence) => new(sequence, $"e30.entry-{sequence}.AA");

    protected static KeyStoreCommit Write(params StoredKey[] keys) => new([], keys, []);

    protected static KeyStoreCommit Remove(params StoredKey[] keys) => new([], [], keys);

    protected static KeyStoreCommit Append(params AuditRecord[] entries) => new(entries, [], []);

    protected async Task ExpectConflictAsync(KeyStoreCommit commit) =>
        await Assert.ThrowsAsync<KeyStoreConflictException>(async () => await Open().CommitAsync(commit));

    protected async Task ExpectMalformedAsync(KeyStoreCommit commit) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Open().CommitAsync(commit));

    /// <summary>Reads with another store, and compares all of every key.</summary>
    protected async Task AssertKeysAsync(params StoredKey[] expected)
    {
        KeyStoreContents contents = await Open().ReadAsync();
        Assert.Empty(contents.Unreadable);
        Assert.Equal(expected.Select(Describe).Order(), contents.Keys.Select(Describe).Order());
    }

    /// <summary>Everything of a key as text: memory compares by reference.</summary>
    protected static string Describe(StoredKey key) =>
        $"{key.Slot} {key.Generation} {key.Id} {key.Revision} {Convert.ToHexString(SHA256.HashData(key.Container.Span))}";
}
