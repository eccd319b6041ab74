using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Testing;

/// <summary>The audit log, the counts of uses, cancellation, and storage that is gone.</summary>
public abstract partial class KeyStoreContract
{
    [Fact]
    public async Task Given_Entries_When_TheirNumbersGoOn_Expect_ThemReadInOrder()
    {
        await Open().CommitAsync(Append(Entry(1)));
        await Open().CommitAsync(Append(Entry(2), Entry(3)));
        await Open().CommitAsync(Append([.. Enumerable.Range(4, 300).Select(number => Entry(number))]));

        await AssertAuditAsync([.. Enumerable.Range(1, 303).Select(number => Entry(number))]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(long.MaxValue)]
    public async Task Given_TwoEntries_When_AnyOtherThanTheThirdIsWritten_Expect_Conflict(long sequence)
    {
        await Open().CommitAsync(Append(Entry(1), Entry(2)));

        await ExpectConflictAsync(Append(Entry(sequence)));
        await AssertAuditAsync(Entry(1), Entry(2));
    }

    [Fact]
    public async Task Given_NoEntry_When_TheSecondIsWritten_Expect_Conflict()
    {
        await ExpectConflictAsync(Append(Entry(2)));
        await ExpectConflictAsync(Append(Entry(1), Entry(3)));
        await ExpectConflictAsync(Append(Entry(1), Entry(1)));
        await AssertAuditAsync();
    }

    [Fact]
    public async Task Given_EntriesOfAnySizeAllowed_When_Written_Expect_EachReadBack()
    {
        string visible = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c));
        AuditRecord[] entries =
        [
            new(1, "x"), new(2, visible), new(3, new string('y', AuditRecord.MaxEntryLength)),
            new(4, new string('z', AuditRecord.MaxEntryLength)), new(5, "x"),
        ];
        await Open().CommitAsync(Append(entries[..3]));
        await AssertAuditAsync(entries[..3]);

        await Open().CommitAsync(Append(entries[3..]));
        await AssertAuditAsync(entries);
    }

    [Fact]
    public async Task Given_MalformedEntries_When_Committed_Expect_ArgumentExceptionAndNothingWritten()
    {
        AuditRecord[] malformed =
        [
            new(1, ""), new(1, new string('y', AuditRecord.MaxEntryLength + 1)), new(1, "a b"), new(1, "a\nb"), new(1, "a\r"),
            new(1, "ä"), new(0, "x"), new(-1, "x"),
        ];
        foreach (AuditRecord entry in malformed)
            await ExpectMalformedAsync(Write(NewKey(Invoices)) with { Audit = [entry] });

        await AssertKeysAsync();
        await AssertAuditAsync();
    }

    [Fact]
    public async Task Given_UsesCountedInSeveralStores_When_Read_Expect_TheirSums()
    {
        StoredKey first = NewKey(Invoices), second = NewKey(KeyPurpose.Identity);
        await Open().CommitAsync(Write(first, second, NewKey(KeyPurpose.Channel)));

        await Open().AddUsesAsync(new Dictionary<KeyId, long> { [first.Id] = 1, [second.Id] = 1L << 40 });
        await Open().AddUsesAsync(new Dictionary<KeyId, long> { [first.Id] = 41 });
        await Open().AddUsesAsync(new Dictionary<KeyId, long>());

        IReadOnlyDictionary<KeyId, long> uses = await Open().ReadUsesAsync();
        Assert.Equal(2, uses.Count);
        Assert.Equal(42, uses[first.Id]);
        Assert.Equal(1L << 40, uses[second.Id]);
    }

    [Fact]
    public async Task Given_UsesOfAKeyThatIsNotThere_When_Added_Expect_NoHarm()
    {
        StoredKey key = NewKey(Invoices), unknown = NewKey(Invoices, generation: 2);
        await Open().CommitAsync(Write(key));

        await Open().AddUsesAsync(new Dictionary<KeyId, long> { [unknown.Id] = 7, [key.Id] = 1 });

        Assert.Equal(1, (await Open().ReadUsesAsync())[key.Id]);
        await AssertKeysAsync(key);
    }

    [Fact]
    public async Task Given_Uses_When_TheKeyIsReplaced_Expect_ThemKept()
    {
        StoredKey key = NewKey(Invoices);
        await Open().CommitAsync(Write(key));
        await Open().AddUsesAsync(new Dictionary<KeyId, long> { [key.Id] = 3 });

        await Open().CommitAsync(Write(Next(key)));

        Assert.Equal(3, (await Open().ReadUsesAsync())[key.Id]);
    }

    [Fact]
    public async Task Given_ACancelledToken_When_AnythingIsAsked_Expect_OperationCanceledExceptionAndNothingWritten()
    {
        StoredKey key = NewKey(Invoices);
        await Open().CommitAsync(Write(key) with { Audit = [Entry(1)] });
        CancellationToken cancelled = new(canceled: true);

        await AssertEachThrowsAsync<OperationCanceledException>(Open(), NewKey(KeyPurpose.Identity), cancelled);

        await AssertKeysAsync(key);
        await AssertAuditAsync(Entry(1));
        Assert.Empty(await Open().ReadUsesAsync());
    }

    [Fact]
    public async Task Given_StorageThatIsGone_When_AnythingIsAsked_Expect_KeyStoreException()
    {
        IKeyStore store = Open();
        await store.CommitAsync(Write(NewKey(Invoices)) with { Audit = [Entry(1)] });
        await DestroyAsync();

        await AssertEachThrowsAsync<KeyStoreException>(store, NewKey(KeyPurpose.Identity), CancellationToken.None);
    }

    private static async Task AssertEachThrowsAsync<TException>(IKeyStore store, StoredKey key, CancellationToken cancellation)
        where TException : Exception
    {
        var uses = new Dictionary<KeyId, long> { [key.Id] = 1 };
        await Assert.ThrowsAnyAsync<TException>(async () => await store.ReadAsync(cancellation));
        await Assert.ThrowsAnyAsync<TException>(async () => await store.CommitAsync(Write(key) with { Audit = [Entry(2)] }, cancellation));
        await Assert.ThrowsAnyAsync<TException>(async () => await store.ReadAuditAsync(cancellation).ToListAsync(CancellationToken.None));
        await Assert.ThrowsAnyAsync<TException>(async () => await store.AddUsesAsync(uses, cancellation));
        await Assert.ThrowsAnyAsync<TException>(async () => await store.ReadUsesAsync(cancellation));
    }

    protected async Task AssertAuditAsync(params AuditRecord[] expected)
    {
        IKeyStore store = Open();
        Assert.Equal(expected, await store.ReadAuditAsync().ToListAsync());
        Assert.Equal(expected.LastOrDefault(), (await store.ReadAsync()).LastAudit);
    }
}
