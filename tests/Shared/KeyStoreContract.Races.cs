using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Testing;

/// <summary>Several stores over one storage at the same time.</summary>
public abstract partial class KeyStoreContract
{
    private const int Stores = 4;

    [Fact]
    public async Task Given_SeveralWhoWantOneGeneration_When_TheyCommitAtOnce_Expect_ExactlyOneWinner()
    {
        IKeyStore[] stores = [.. Enumerable.Range(0, Stores).Select(_ => Open())];
        var winners = new List<StoredKey>();
        for (int generation = 1; generation <= 5; generation++)
        {
            StoredKey[] keys = [.. Enumerable.Range(0, 2 * Stores).Select(_ => NewKey(Invoices, generation))];
            winners.Add(await WinnerAsync(stores, keys));
        }

        await AssertKeysAsync([.. winners]);
    }

    [Fact]
    public async Task Given_SeveralWhoReplaceOneKey_When_TheyCommitAtOnce_Expect_ExactlyOneWinner()
    {
        IKeyStore[] stores = [.. Enumerable.Range(0, Stores).Select(_ => Open())];
        StoredKey current = NewKey(Invoices);
        await stores[0].CommitAsync(Write(current));
        for (int round = 0; round < 5; round++)
        {
            StoredKey[] next = [.. Enumerable.Range(0, 2 * Stores).Select(_ => Next(current))];
            current = await WinnerAsync(stores, next);
            await AssertKeysAsync(current);
        }
    }

    [Fact]
    public async Task Given_SeveralWhoAppend_When_EachTriesUntilItHasWon_Expect_AllEntriesWithoutAGapAndAllKeys()
    {
        const int Wins = 5;
        StoredKey[][] keys = await Task.WhenAll(Enumerable.Range(0, Stores).Select(writer => Task.Run(async () =>
        {
            IKeyStore store = Open();
            KeySlot slot = new(KeyPurpose.Signing, $"writer-{writer}");
            StoredKey[] own = [.. Enumerable.Range(1, Wins).Select(i => NewKey(slot, i))];
            foreach (StoredKey key in own)
                await AppendWithAsync(store, key);
            return own;
        })));

        StoredKey[] all = [.. keys.SelectMany(own => own)];
        await AssertKeysAsync(all);
        List<AuditRecord> audit = await Open().ReadAuditAsync().ToListAsync();
        Assert.Equal(Enumerable.Range(1, all.Length).Select(number => (long)number), audit.Select(record => record.Sequence));
        Assert.Equal(all.Select(key => $"{key.Id}").Order(), audit.Select(record => record.Entry).Order());
    }

    [Fact]
    public async Task Given_AKeyThatIsReplacedAgainAndAgain_When_ReadMeanwhile_Expect_EachReadingWholeAndNoneGoingBack()
    {
        const int Revisions = 100;
        StoredKey key = NewKey(Invoices) with { Container = Filled(1) };
        IKeyStore writer = Open(), reader = Open();
        await writer.CommitAsync(Write(key));

        Task writing = Task.Run(async () =>
        {
            for (long revision = 2; revision <= Revisions; revision++)
            {
                StoredKey next = key with { Revision = revision, Container = Filled(revision) };
                await writer.CommitAsync(Write(next) with { Audit = [Entry(revision - 1)] });
            }
        });
        long seen = 1;
        while (seen < Revisions && !writing.IsFaulted)
        {
            KeyStoreContents contents = await reader.ReadAsync();
            Assert.Empty(contents.Unreadable);
            StoredKey read = Assert.Single(contents.Keys);
            Assert.InRange(read.Revision, seen, Revisions);
            Assert.Equal(Filled(read.Revision), read.Container.ToArray());
            seen = read.Revision;
        }

        await writing;
    }

    // Each commit writes both keys. At any moment the audit log is the furthest, then the first key, and the second at most one behind.
    [Fact]
    public async Task Given_CommitsOfTwoKeys_When_ReadMeanwhile_Expect_EachReadingOfOneMoment()
    {
        const int Revisions = 100;
        StoredKey first = NewKey(Invoices), second = NewKey(KeyPurpose.Channel);
        IKeyStore writer = Open(), reader = Open();
        await writer.CommitAsync(Write(first, second) with { Audit = [Entry(1)] });

        Task writing = Task.Run(async () =>
        {
            for (long n = 2; n <= Revisions; n++)
                await writer.CommitAsync(Write(first with { Revision = n }, second with { Revision = n }) with { Audit = [Entry(n)] });
        });
        long last = 1;
        while (last < Revisions && !writing.IsFaulted)
        {
            KeyStoreContents contents = await reader.ReadAsync();
            long[] revisions = [.. contents.Keys.OrderBy(key => key.Id == second.Id).Select(key => key.Revision)];
            Assert.Equal(2, revisions.Length);
            last = contents.LastAudit!.Sequence;
            Assert.InRange(revisions[0], last - 1, last);
            Assert.InRange(revisions[1], last - 1, revisions[0]);
        }

        await writing;
    }

    [Fact]
    public async Task Given_SeveralWhoCountUses_When_TheyAddAtOnce_Expect_NoneLost()
    {
        StoredKey key = NewKey(Invoices);
        await Open().CommitAsync(Write(key));

        await Task.WhenAll(Enumerable.Range(0, Stores).Select(_ => Task.Run(async () =>
        {
            IKeyStore store = Open();
            for (int i = 0; i < 10; i++)
                await store.AddUsesAsync(new Dictionary<KeyId, long> { [key.Id] = 1 });
        })));

        Assert.Equal(10 * Stores, (await Open().ReadUsesAsync())[key.Id]);
    }

    private static byte[] Filled(long revision)
    {
        var bytes = new byte[5000 + (int)revision];
        Array.Fill(bytes, (byte)revision);
        return bytes;
    }

    // All at once, through the stores in turn.
    private static async Task<StoredKey> WinnerAsync(IKeyStore[] stores, StoredKey[] keys)
    {
        bool[] won = await Task.WhenAll(keys.Select((key, i) => Task.Run(() => TryCommitAsync(stores[i % stores.Length], Write(key)))));
        return keys[Assert.Single(Enumerable.Range(0, keys.Length), i => won[i])];
    }

    private static async Task AppendWithAsync(IKeyStore store, StoredKey key)
    {
        bool written;
        do
        {
            long last = (await store.ReadAsync()).LastAudit?.Sequence ?? 0;
            written = await TryCommitAsync(store, Write(key) with { Audit = [new AuditRecord(last + 1, $"{key.Id}")] });
        }
        while (!written);
    }

    private static async Task<bool> TryCommitAsync(IKeyStore store, KeyStoreCommit commit)
    {
        try
        {
            await store.CommitAsync(commit);
            return true;
        }
        catch (KeyStoreConflictException)
        {
            return false;
        }
    }
}
