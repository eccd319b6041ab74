using Microsoft.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

public sealed class MigrationTests
{
    private const int AtOnce = 4;

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "Data Source=none.db")]
    [InlineData(DatabaseKind.PostgreSql, "Host=none")]
    public void Given_TheModel_When_ComparedWithItsMigrations_Expect_NothingPending(DatabaseKind kind, string connectionString)
    {
        using var context = new QuantumKeysContext(TestDatabase.Options(kind, connectionString));

        Assert.NotEmpty(context.Database.GetMigrations());
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_AMigratedDatabase_When_MigratedAgain_Expect_AllKept(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateEmptyAsync(kind);
        await database.Open().MigrateAsync();
        await Change.OfEverythingAsync(database.Open());
        string before = await Change.ContentsAsync(database.Open());

        await database.Open().MigrateAsync();

        Assert.Equal(before, await Change.ContentsAsync(database.Open()));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_AnEmptyDatabase_When_SeveralTasksMigrateAtOnce_Expect_ItMigrated(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateEmptyAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => database.Open().MigrateAsync())));

        Assert.Empty((await database.Open().ReadAsync()).Keys);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_AnEmptyDatabase_When_SeveralProcessesMigrateAtOnce_Expect_ItMigrated(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateEmptyAsync(kind);

        string[] outputs = await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(_ => MigrationProcess.RunAsync(kind, database.ConnectionString)));

        Assert.Equal(Enumerable.Repeat("migrated", AtOnce), outputs);
        Assert.Empty((await database.Open().ReadAsync()).Keys);
    }

    [Fact]
    public async Task Given_NoDatabase_When_MigratedOnPostgreSql_Expect_ItCreated()
    {
        await using PostgreSqlTestDatabase database = await PostgreSqlTestDatabase.CreateEmptyAsync();
        await database.DestroyAsync();

        await database.Open().MigrateAsync();

        Assert.Empty((await database.Open().ReadAsync()).Keys);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "CREATE TABLE \"quantum_audit\"")]
    [InlineData(DatabaseKind.Sqlite, "CREATE UNIQUE INDEX")]
    [InlineData(DatabaseKind.Sqlite, "INSERT INTO \"quantum_migrations\"")]
    [InlineData(DatabaseKind.PostgreSql, "CREATE TABLE quantum_audit")]
    [InlineData(DatabaseKind.PostgreSql, "CREATE UNIQUE INDEX")]
    public async Task Given_AMigrationThatWasKilled_When_MigratedAgain_Expect_ItMigrated(DatabaseKind kind, string step)
    {
        await using TestDatabase database = await TestDatabase.CreateEmptyAsync(kind);
        Assert.StartsWith("exit code", await MigrationProcess.RunAsync(kind, database.ConnectionString, killedBefore: step));

        await database.Open().MigrateAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Empty((await database.Open().ReadAsync()).Keys);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_ADatabaseWithoutTables_When_Used_Expect_AMessageThatNamesMigrateAsync(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateEmptyAsync(kind);

        var thrown = await Assert.ThrowsAsync<KeyStoreException>(async () => await database.Open().ReadAsync());

        Assert.Contains("Call EntityFrameworkKeyStore.MigrateAsync first.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_AnEmptySqliteDatabase_When_Migrated_Expect_AFileOfItsOwnersAlone()
    {
        await using SqliteTestDatabase database = await SqliteTestDatabase.CreateAsync();

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.File));
        Assert.True(File.Exists(database.File));
    }

    [Fact]
    public async Task Given_AMigratedDatabaseAndAUserWhoMayChangeRowsOnly_When_MigratedAndUsed_Expect_Success()
    {
        await using PostgreSqlTestDatabase database = await PostgreSqlTestDatabase.CreateEmptyAsync();
        await database.Open().MigrateAsync();
        string user = $"{database.Name}_user";
        await database.ExecuteAsync(
            $"""
             CREATE USER {user} PASSWORD 'secret-of-the-user';
             GRANT SELECT, INSERT, UPDATE, DELETE ON quantum_keys, quantum_audit, quantum_key_uses TO {user};
             GRANT SELECT ON quantum_migrations TO {user}
             """);
        EntityFrameworkKeyStore store = TestDatabase.Open(
            DatabaseKind.PostgreSql, $"{database.ConnectionString};Username={user};Password=secret-of-the-user");

        await store.MigrateAsync();
        await store.CommitAsync(await Change.OfEverythingAsync(store));

        Assert.Equal(2, (await store.ReadAsync()).Keys.Count);
    }
}
