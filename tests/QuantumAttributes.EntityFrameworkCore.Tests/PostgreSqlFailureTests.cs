using Npgsql;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

/// <summary>A server that is away, or refuses: one kind of exception, which says what to do and no secret.</summary>
public sealed class PostgreSqlFailureTests
{
    private const string Password = "a-very-secret-password";

    [Fact]
    public async Task Given_NobodyAtThePort_When_AnythingIsAsked_Expect_KeyStoreException()
    {
        string nobody = $"Host=127.0.0.1;Port=1;Username=somebody;Password={Password};Database=none";

        await ExpectEachFailsAsync(
            nobody, "PostgreSQL database none at 127.0.0.1:1 cannot be ", "Check that the server runs and can be reached.");
    }

    [Fact]
    public async Task Given_AWrongPassword_When_AnythingIsAsked_Expect_KeyStoreException()
    {
        var wrong = new NpgsqlConnectionStringBuilder(await PostgreSqlServer.SharedAsync()) { Password = Password };

        await ExpectEachFailsAsync($"{wrong}", "", "Check user and password, and the server's pg_hba.conf.");
    }

    [Fact]
    public async Task Given_NoSuchDatabase_When_AnythingIsAsked_Expect_KeyStoreException()
    {
        var none = new NpgsqlConnectionStringBuilder(await PostgreSqlServer.SharedAsync()) { Database = "there_is_none" };

        await ExpectEachFailsAsync(
            $"{none}", "PostgreSQL database there_is_none at ", "Create the database, or check its name.", butMigration: true);
    }

    [Fact]
    public async Task Given_AServer_When_ItStops_Expect_KeyStoreException()
    {
        PostgreSqlServer server = await PostgreSqlServer.StartAsync();
        await using (server)
        {
            EntityFrameworkKeyStore store = TestDatabase.Open(DatabaseKind.PostgreSql, server.ConnectionString);
            await store.MigrateAsync();
            await store.CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Identity)));
        }

        await ExpectEachFailsAsync(server.ConnectionString, "PostgreSQL database postgres at ", "");
    }

    [Fact]
    public async Task Given_ACommit_When_TheServerEndsItsConnection_Expect_KeyStoreExceptionAndTheStoreUsableAfterwards()
    {
        await using PostgreSqlTestDatabase database = await PostgreSqlTestDatabase.CreateAsync();
        var steps = new DatabaseSteps();
        steps.BeforeStep = step =>
        {
            if (step.StartsWith("INSERT", StringComparison.Ordinal))
            {
                steps.BeforeStep = null;
                database.OnServerAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'").Wait();
            }
        };
        EntityFrameworkKeyStore store = database.Open(steps);
        KeyStoreCommit change = Change.Of(Change.NewKey(KeyPurpose.Identity));

        await Assert.ThrowsAsync<KeyStoreException>(async () => await store.CommitAsync(change));

        Assert.Empty((await store.ReadAsync()).Keys);
        await store.CommitAsync(change);
    }

    [Fact]
    public async Task Given_ADatabaseForReading_When_Committed_Expect_KeyStoreException()
    {
        await using PostgreSqlTestDatabase database = await PostgreSqlTestDatabase.CreateAsync();
        EntityFrameworkKeyStore store = TestDatabase.Open(
            DatabaseKind.PostgreSql, $"{database.ConnectionString};Pooling=False;Options=-c default_transaction_read_only=on");

        var thrown = await Assert.ThrowsAsync<KeyStoreException>(
            async () => await store.CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Identity))));

        Assert.EndsWith("Connect to the primary server.", thrown.Message);
    }

    [Theory]
    [InlineData("Command Timeout=1")]
    [InlineData("Options=-c statement_timeout=100")]
    public async Task Given_ATableThatIsLocked_When_ACommitWaitsTooLong_Expect_KeyStoreExceptionAndNothingWritten(string setting)
    {
        await using PostgreSqlTestDatabase database = await PostgreSqlTestDatabase.CreateAsync();
        EntityFrameworkKeyStore store = TestDatabase.Open(DatabaseKind.PostgreSql, $"{database.ConnectionString};Pooling=False;{setting}");
        await using (NpgsqlConnection other = await LockKeysAsync(database))
        {
            var thrown = await Assert.ThrowsAsync<KeyStoreException>(
                async () => await store.CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Identity))));
            Assert.Contains("It took too long", thrown.Message, StringComparison.Ordinal);
        }

        Assert.Empty((await database.Open().ReadAsync()).Keys); // which has the time that it takes
    }

    [Fact]
    public async Task Given_ACommitThatWaitsForALock_When_Cancelled_Expect_OperationCanceledExceptionAndNothingWritten()
    {
        await using PostgreSqlTestDatabase database = await PostgreSqlTestDatabase.CreateAsync();
        using var cancellation = new CancellationTokenSource();
        await using (NpgsqlConnection other = await LockKeysAsync(database))
        {
            cancellation.CancelAfter(TimeSpan.FromMilliseconds(300));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                async () => await database.Open().CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Identity)), cancellation.Token));
        }

        Assert.Empty((await database.Open().ReadAsync()).Keys);
    }

    // Until the connection closes nobody else writes a key.
    private static async Task<NpgsqlConnection> LockKeysAsync(PostgreSqlTestDatabase database)
    {
        var connection = (NpgsqlConnection)database.Connect();
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE quantum_keys IN SHARE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task ExpectEachFailsAsync(string connectionString, string start, string end, bool butMigration = false)
    {
        EntityFrameworkKeyStore store = TestDatabase.Open(DatabaseKind.PostgreSql, connectionString);
        StoredKey key = Change.NewKey(KeyPurpose.Identity);
        Func<Task>[] operations =
        [
            async () => await store.ReadAsync(), async () => await store.CommitAsync(Change.Of(key)),
            async () => await store.ReadAuditAsync().ToListAsync(), async () => await store.ReadUsesAsync(),
            async () => await store.AddUsesAsync(new Dictionary<KeyId, long> { [key.Id] = 1 }),
            .. butMigration ? [] : (Func<Task>[])[async () => await store.MigrateAsync()],
        ];
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        foreach (Func<Task> operation in operations)
        {
            var thrown = await Assert.ThrowsAsync<KeyStoreException>(operation);
            Assert.StartsWith(start, thrown.Message);
            Assert.EndsWith(end, thrown.Message);
            Assert.DoesNotContain(parts.Password!, thrown.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Username", thrown.Message, StringComparison.OrdinalIgnoreCase);
        }
    }
}
