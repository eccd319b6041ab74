using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests.Storage;

/// <summary>A process that ends between any two operations, and an operation that fails.</summary>
public sealed class DirectoryCrashTests
{
    private static readonly StoredKey _kept = StoredKeys.New(StoredKeys.Invoices), _removed = StoredKeys.New(KeyPurpose.Channel);
    private static readonly StoredKey _first = StoredKeys.New(StoredKeys.Invoices, generation: 2), _second = _kept.Next();
    private static readonly StoredKey _third = StoredKeys.New(KeyPurpose.SessionTickets);

    public static TheoryData<string> Commits => ["add", "replace", "remove", "append", "everything"];

    [Theory]
    [MemberData(nameof(Commits))]
    public async Task Given_ACommit_When_TheProcessEndsBeforeAnyStep_Expect_EachThingWholeInOrderAndTheNextCommitWorks(string name)
    {
        KeyStoreCommit commit = CommitOf(name);
        int steps = await CountStepsAsync(commit);
        Assert.InRange(steps, name == "append" ? 3 : 2, 50);
        int lastSeen = 0;
        for (int step = 0; step < steps; step++)
        {
            using var temporary = new TemporaryDirectory();
            DirectoryKeyStore store = await PrepareAsync(temporary);
            int count = 0;
            store.BeforeStep = _ => ThrowIf(count++ >= step, new CrashException());
            await Assert.ThrowsAsync<CrashException>(async () => await store.CommitAsync(commit));

            int seen = await CountVisibleAsync(DirectoryKeyStore.Open(temporary.Keys), commit);
            Assert.InRange(seen, lastSeen, lastSeen + Math.Max(1, commit.Audit.Count));
            lastSeen = seen;
            await AssertNextCommitWorksAsync(temporary);
        }
    }

    // Until the first key appears there is nothing of the commit to be seen; then it is too late.
    [Theory]
    [MemberData(nameof(Commits))]
    public async Task Given_ACommit_When_AnyStepFails_Expect_KeyStoreExceptionAndNothingWrittenOrAllUpToThere(string name)
    {
        KeyStoreCommit commit = CommitOf(name);
        int steps = await CountStepsAsync(commit);
        for (int step = 0; step < steps; step++)
        {
            using var temporary = new TemporaryDirectory();
            DirectoryKeyStore store = await PrepareAsync(temporary);
            int count = 0;
            store.BeforeStep = _ => ThrowIf(count++ == step, new IOException("No space left on device"));
            KeyStoreException e = await Assert.ThrowsAsync<KeyStoreException>(async () => await store.CommitAsync(commit));
            Assert.Contains("No space left on device", e.Message, StringComparison.Ordinal);

            store.BeforeStep = null;
            int seen = await CountVisibleAsync(store, commit);
            Assert.True(seen == 0 || commit.Keys.Count == 0 || seen > commit.Audit.Count, $"step {step}: {seen}");
            await AssertNextCommitWorksAsync(temporary);
        }
    }

    // Its audit log's own key would never come: another log begins.
    [Fact]
    public async Task Given_AnEmptyDirectory_When_TheProcessEndsBeforeItsFirstKey_Expect_TheAuditLogBegunAnew()
    {
        KeyStoreCommit commit = StoredKeys.Write(_kept, _removed) with { Audit = [StoredKeys.Entry(1), StoredKeys.Entry(2)] };
        bool appeared = false;
        for (int step = 0; !appeared; step++)
        {
            using var temporary = new TemporaryDirectory();
            DirectoryKeyStore store = DirectoryKeyStore.Open(temporary.Keys);
            int count = 0;
            store.BeforeStep = _ => ThrowIf(count++ >= step, new CrashException());
            await Assert.ThrowsAsync<CrashException>(async () => await store.CommitAsync(commit));

            DirectoryKeyStore next = DirectoryKeyStore.Open(temporary.Keys);
            KeyStoreContents contents = await next.ReadAsync();
            appeared = contents.Keys.Count > 0;
            Assert.Equal(appeared ? 2 : null, contents.LastAudit?.Sequence);
            if (!appeared)
                await next.CommitAsync(commit);
            Assert.Equal(2, await next.ReadAuditAsync().CountAsync());
        }
    }

    [Fact]
    public async Task Given_ARingWhoseKeysAreGone_When_ATemporaryFileIsLeft_Expect_ItsAuditLogStays()
    {
        using var temporary = new TemporaryDirectory();
        DirectoryKeyStore store = DirectoryKeyStore.Open(temporary.Keys);
        await store.CommitAsync(StoredKeys.Append(1, 2));
        await File.WriteAllTextAsync(Path.Combine(temporary.Keys, ".tmp-left"), "");

        await store.CommitAsync(StoredKeys.Append(3));

        Assert.Equal(3, (await store.ReadAsync()).LastAudit?.Sequence);
    }

    [Fact]
    public async Task Given_CountsOfUses_When_TheProcessEndsBeforeAnyStep_Expect_TheOldOrTheNew()
    {
        for (int step = 0; step < 5; step++)
        {
            using var temporary = new TemporaryDirectory();
            DirectoryKeyStore store = await PrepareAsync(temporary);
            await store.AddUsesAsync(new Dictionary<KeyId, long> { [_kept.Id] = 1 });
            int count = 0;
            store.BeforeStep = _ => ThrowIf(count++ >= step, new CrashException());
            await Assert.ThrowsAsync<CrashException>(async () => await store.AddUsesAsync(new Dictionary<KeyId, long> { [_kept.Id] = 1 }));

            Assert.Equal(step < 4 ? 1 : 2, (await DirectoryKeyStore.Open(temporary.Keys).ReadUsesAsync())[_kept.Id]);
            await AssertNextCommitWorksAsync(temporary);
        }
    }

    // The same with a real process, which no handler and no finally outlives. It adds in ten steps, then replaces and adds in nine each.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(24)]
    public async Task Given_AProcessThatIsKilled_When_AnotherGoesOn_Expect_NothingDamagedAndNoLockLeft(int step)
    {
        using var temporary = new TemporaryDirectory();
        Assert.NotEqual(0, await CrashingProcess.RunAsync(temporary.Keys, step));

        DirectoryKeyStore store = DirectoryKeyStore.Open(temporary.Keys);
        KeyStoreContents contents = await store.ReadAsync();
        Assert.Empty(contents.Unreadable);
        long last = contents.LastAudit?.Sequence ?? 0;
        Assert.InRange(contents.Keys.Sum(key => key.Revision), Math.Max(0, last - 1), last);
        await store.CommitAsync(StoredKeys.Write(StoredKeys.New(KeyPurpose.Sealing)) with { Audit = [StoredKeys.Entry(last + 1)] });
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Keys, ".*"));
    }

    private static KeyStoreCommit CommitOf(string name) => name switch
    {
        "add" => StoredKeys.Write(_first),
        "replace" => StoredKeys.Write(_second),
        "remove" => new KeyStoreCommit([], [], [_removed]),
        "append" => StoredKeys.Append(2, 3),
        _ => new KeyStoreCommit([StoredKeys.Entry(2), StoredKeys.Entry(3)], [_first, _second, _third], [_removed]),
    };

    private static async Task<DirectoryKeyStore> PrepareAsync(TemporaryDirectory temporary)
    {
        DirectoryKeyStore store = DirectoryKeyStore.Open(temporary.Keys);
        await store.CommitAsync(StoredKeys.Write(_kept, _removed) with { Audit = [StoredKeys.Entry(1)] });
        return store;
    }

    private static async Task<int> CountStepsAsync(KeyStoreCommit commit)
    {
        using var temporary = new TemporaryDirectory();
        DirectoryKeyStore store = await PrepareAsync(temporary);
        int steps = 0;
        store.BeforeStep = _ => steps++;
        await store.CommitAsync(commit);
        Assert.Equal(commit.Audit.Count + commit.Keys.Count + commit.Removed.Count, await CountVisibleAsync(store, commit));
        return steps;
    }

    // How much of the commit there is to see: always a beginning of it, and the rest as it was.
    private static async Task<int> CountVisibleAsync(DirectoryKeyStore store, KeyStoreCommit commit)
    {
        KeyStoreContents contents = await store.ReadAsync();
        Assert.Empty(contents.Unreadable);
        List<AuditRecord> audit = await store.ReadAuditAsync().ToListAsync();
        Assert.Equal(Enumerable.Range(1, audit.Count).Select(number => StoredKeys.Entry(number)), audit);
        Assert.Equal(audit[^1], contents.LastAudit);

        HashSet<string> present = [.. contents.Keys.Select(StoredKeys.Describe)];
        bool[] visible =
        [
            .. commit.Audit.Select(audit.Contains),
            .. commit.Keys.Select(key => present.Contains(StoredKeys.Describe(key))),
            .. commit.Removed.Select(key => !present.Contains(StoredKeys.Describe(key))),
        ];
        int count = visible.TakeWhile(seen => seen).Count();
        Assert.DoesNotContain(true, visible[count..]);

        bool replaced = present.Contains(StoredKeys.Describe(_second)), removed = !present.Contains(StoredKeys.Describe(_removed));
        int added = new[] { _first, _third }.Count(key => present.Contains(StoredKeys.Describe(key)));
        Assert.Equal(!replaced, present.Contains(StoredKeys.Describe(_kept)));
        Assert.Equal(1 + (removed ? 0 : 1) + added, present.Count);
        return count;
    }

    private static async Task AssertNextCommitWorksAsync(TemporaryDirectory temporary)
    {
        DirectoryKeyStore store = DirectoryKeyStore.Open(temporary.Keys);
        KeyStoreContents before = await store.ReadAsync();
        StoredKey added = StoredKeys.New(KeyPurpose.Sealing);
        await store.CommitAsync(StoredKeys.Write(added) with { Audit = [StoredKeys.Entry(before.LastAudit!.Sequence + 1)] });

        await store.AssertHoldsAsync([.. before.Keys, added]);
        Assert.Equal(before.LastAudit.Sequence + 1, await store.ReadAuditAsync().CountAsync());
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Keys, ".*"));
    }

    private static void ThrowIf(bool condition, Exception exception)
    {
        if (condition)
            throw exception;
    }

    // Not one that anything would handle.
    private sealed class CrashException : Exception;
}
