using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

/// <summary>A commit that fails at any of its steps is there as a whole or not at all.</summary>
public sealed class CommitStepTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_ACommitOfEverything_When_AnyStepFails_Expect_NothingOfItWritten(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        KeyStoreCommit change = await Change.OfEverythingAsync(database.Open());
        string before = await Change.ContentsAsync(database.Open());
        int steps = 0;

        for (bool failed = true; failed;)
        {
            failed = await FailsAtAsync(database, change, ++steps);
            string contents = await Change.ContentsAsync(database.Open());
            Assert.Equal(failed, contents == before);
        }

        Assert.InRange(steps, 9, 20);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_ACommitOfEverything_When_ItsStepsAreSaid_Expect_EntriesThenKeysThenRemovalsThenCommit(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        KeyStoreCommit change = await Change.OfEverythingAsync(database.Open());
        List<string> said = [];

        await database.Open(new DatabaseSteps { BeforeStep = said.Add }).CommitAsync(change);

        string[] inOrder =
        [
            "open", "INSERT INTO quantum_audit", "INSERT INTO quantum_keys", "UPDATE quantum_keys", "DELETE FROM quantum_keys",
            "DELETE FROM quantum_key_uses", "commit",
        ];
        int[] at = [.. inOrder.Select(step => said.FindIndex(s => s.Replace("\"", "").StartsWith(step, StringComparison.Ordinal)))];
        Assert.DoesNotContain(-1, at);
        Assert.Equal(at.Order(), at);
        Assert.Equal(said.Count - 1, at[^1]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_ACommitThatTheDatabaseMade_When_TheAnswerIsLost_Expect_KeyStoreExceptionAndAllOfItRead(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        KeyStoreCommit change = await Change.OfEverythingAsync(database.Open());

        await Assert.ThrowsAsync<KeyStoreException>(async () => await database.Open(new LostAnswer()).CommitAsync(change));

        KeyStoreContents contents = await database.Open().ReadAsync();
        Assert.Equal(
            change.Keys.Select(key => $"{key.Id} {key.Revision}").Order(),
            contents.Keys.Select(key => $"{key.Id} {key.Revision}").Order());
        Assert.Equal(3, contents.LastAudit?.Sequence);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_ACommitOfEverything_When_CancelledAtAnyStepBeforeTheLast_Expect_NothingOfItWritten(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        KeyStoreCommit change = await Change.OfEverythingAsync(database.Open());
        string before = await Change.ContentsAsync(database.Open());

        for (int last = 1; ; last++)
        {
            using var cancellation = new CancellationTokenSource();
            int step = 0;
            bool atCommit = false;
            var steps = new DatabaseSteps
            {
                BeforeStep = said =>
                {
                    if (++step == last)
                    {
                        atCommit = said == "commit";
                        cancellation.Cancel();
                    }
                },
            };
            Exception? thrown = await Record.ExceptionAsync(
                async () => await database.Open(steps).CommitAsync(change, cancellation.Token));
            if (atCommit)
            {
                Assert.Null(thrown);
                break;
            }

            Assert.IsType<OperationCanceledException>(thrown, exactMatch: false);
            Assert.Equal(before, await Change.ContentsAsync(database.Open()));
        }

        Assert.NotEqual(before, await Change.ContentsAsync(database.Open()));
    }

    private static async Task<bool> FailsAtAsync(TestDatabase database, KeyStoreCommit change, int last)
    {
        int step = 0;
        var steps = new DatabaseSteps
        {
            BeforeStep = said =>
            {
                if (++step == last)
                    throw new IOException("a test says no");
            },
        };
        return await Record.ExceptionAsync(async () => await database.Open(steps).CommitAsync(change)) is KeyStoreException;
    }

    private sealed class LostAnswer : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            throw new IOException("the connection is gone");
    }
}
