using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Keys;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

/// <summary>What is acknowledged is on the disk: the settings in force while a change is committed.</summary>
public sealed class DurabilityTests
{
    [Theory]
    [InlineData("PRAGMA synchronous", "2")] // FULL
    [InlineData("PRAGMA journal_mode", "wal")]
    [InlineData("PRAGMA busy_timeout", "30000")]
    public async Task Given_Sqlite_When_AChangeIsCommitted_Expect_ItsLogFlushed(string question, string expected)
    {
        await using SqliteTestDatabase database = await SqliteTestDatabase.CreateAsync();
        await database.ExecuteAsync("PRAGMA journal_mode = DELETE");

        Assert.Equal(expected, await AskAtCommitAsync(database, question));
    }

    [Fact]
    public async Task Given_PostgreSqlWithoutSynchronousCommit_When_AChangeIsCommitted_Expect_ItSynchronous()
    {
        await using PostgreSqlTestDatabase database = await PostgreSqlTestDatabase.CreateEmptyAsync();
        await database.Open().MigrateAsync();
        await database.OnServerAsync($"ALTER DATABASE {database.Name} SET synchronous_commit TO off");

        Assert.Equal("on", await AskAtCommitAsync(database, "SHOW synchronous_commit"));
    }

    private static async Task<string?> AskAtCommitAsync(TestDatabase database, string question)
    {
        var asking = new Asking(question);
        await database.Open(asking).CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Identity)));
        return asking.Answer;
    }

    private sealed class Asking(string question) : DbTransactionInterceptor
    {
        public string? Answer { get; private set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result,
            CancellationToken cancellationToken = default)
        {
            using DbCommand command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = question;
            Answer = $"{command.ExecuteScalar()}";
            return ValueTask.FromResult(result);
        }
    }
}
