using System.Transactions;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

/// <summary>What happens between the steps of somebody else.</summary>
public sealed class ConcurrencyTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_AReading_When_SomebodyCommitsBetweenItsQueries_Expect_OneMoment(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        StoredKey first = Change.NewKey(KeyPurpose.Identity);
        await database.Open().CommitAsync(new KeyStoreCommit([new AuditRecord(1, "first")], [first], []));
        var change = new KeyStoreCommit([new AuditRecord(2, "second")], [first with { Revision = 2 }], []);

        KeyStoreContents read = await database.Open(
            Once("quantum_audit", () => database.Open().CommitAsync(change).AsTask().Wait())).ReadAsync();

        Assert.Equal(1, Assert.Single(read.Keys).Revision);
        Assert.Equal(1, read.LastAudit?.Sequence);
        KeyStoreContents again = await database.Open().ReadAsync();
        Assert.Equal((2, 2), (Assert.Single(again.Keys).Revision, again.LastAudit?.Sequence));
    }

    [Theory]
    [InlineData("INSERT INTO quantum_audit")]
    [InlineData("INSERT INTO quantum_keys")]
    [InlineData("UPDATE quantum_keys")]
    [InlineData("DELETE FROM quantum_keys")]
    public async Task Given_ACommitOnPostgreSql_When_SomebodyCommitsTheSameBeforeAStep_Expect_Conflict(string step)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        KeyStoreCommit change = await Change.OfEverythingAsync(database.Open());
        KeyStoreCommit other = step switch
        {
            "INSERT INTO quantum_audit" => Change.Of(new AuditRecord(2, "another")),
            "INSERT INTO quantum_keys" => Change.Of(Change.NewKey(KeyPurpose.Identity, generation: 2)),
            "UPDATE quantum_keys" => Change.Of(change.Keys[1]),
            _ => Change.Of(change.Removed[0] with { Revision = 2 }),
        };

        await Assert.ThrowsAsync<KeyStoreConflictException>(async () => await database.Open(
            Once(step, () => database.Open().CommitAsync(other).AsTask().Wait())).CommitAsync(change));

        KeyStoreContents contents = await database.Open().ReadAsync();
        Assert.Equal(other.Audit.Count == 0 ? 1 : 2, contents.LastAudit?.Sequence);
        Assert.DoesNotContain(contents.Keys, key => key.Id == change.Keys[0].Id);
    }

    [Fact]
    public async Task Given_ASqliteCommitInTheMiddle_When_AnotherDoesNotWaitForIt_Expect_ConflictOfTheOther()
    {
        await using SqliteTestDatabase database = await SqliteTestDatabase.CreateAsync();
        KeyStoreCommit change = await Change.OfEverythingAsync(database.Open());
        EntityFrameworkKeyStore impatient = TestDatabase.Open(DatabaseKind.Sqlite, $"{database.ConnectionString};Default Timeout=1");
        Exception? other = null;

        await database.Open(Once("commit", () => other = Record.Exception(() =>
            impatient.CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Sealing))).AsTask().GetAwaiter().GetResult()))).CommitAsync(change);

        Assert.IsType<KeyStoreConflictException>(other);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_ASurroundingTransaction_When_ItIsRolledBack_Expect_TheCommitKept(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await database.Open().CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Identity)));
            Assert.NotNull(Transaction.Current);
        }

        Assert.Single((await database.Open().ReadAsync()).Keys);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_UsesOfARemovedKey_When_TheyAreRead_Expect_None(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        KeyStoreCommit change = await Change.OfEverythingAsync(database.Open());

        await database.Open().CommitAsync(change);

        Assert.Equal([change.Keys[1].Id], (await database.Open().ReadUsesAsync()).Keys);
    }

    private static DatabaseSteps Once(string step, Action action)
    {
        var steps = new DatabaseSteps();
        steps.BeforeStep = said =>
        {
            if (said.Replace("\"", "").Contains(step, StringComparison.Ordinal))
            {
                steps.BeforeStep = null;
                action();
            }
        };
        return steps;
    }
}
