using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

/// <summary>A file that is away, damaged or full: one kind of exception, which says what to do.</summary>
public sealed class SqliteFailureTests
{
    [Fact]
    public async Task Given_AFileOpenedForReading_When_Committed_Expect_KeyStoreExceptionAndItStillRead()
    {
        await using SqliteTestDatabase database = await SqliteTestDatabase.CreateAsync();
        await Change.OfEverythingAsync(database.Open());
        EntityFrameworkKeyStore reading = TestDatabase.Open(DatabaseKind.Sqlite, $"{database.ConnectionString};Mode=ReadOnly");

        var thrown = await Assert.ThrowsAsync<KeyStoreException>(
            async () => await reading.CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Sealing))));

        Assert.EndsWith("Let the application's user write the file and its directory.", thrown.Message);
        Assert.Equal(2, (await reading.ReadAsync()).Keys.Count);
    }

    [Fact]
    public async Task Given_AFileThatIsGone_When_Read_Expect_KeyStoreExceptionAndNoNewFile()
    {
        await using SqliteTestDatabase database = await SqliteTestDatabase.CreateAsync();
        EntityFrameworkKeyStore store = database.Open();
        await store.CommitAsync(Change.Of(Change.NewKey(KeyPurpose.Identity)));
        await database.DestroyAsync();

        var thrown = await Assert.ThrowsAsync<KeyStoreException>(async () => await store.ReadAsync());

        Assert.StartsWith($"SQLite database {database.File} cannot be read: ", thrown.Message);
        Assert.Contains("Check that the file is there", thrown.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(database.File));
    }

    [Fact]
    public async Task Given_ADirectoryThatIsNotThere_When_Migrated_Expect_KeyStoreException()
    {
        await using var database = new SqliteTestDatabase();
        EntityFrameworkKeyStore store = TestDatabase.Open(DatabaseKind.Sqlite, $"Data Source={database.File}.directory/keys.db");

        await Assert.ThrowsAsync<KeyStoreException>(() => store.MigrateAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(-4096)]
    public async Task Given_ATruncatedFile_When_Read_Expect_KeyStoreException(int length)
    {
        await using SqliteTestDatabase database = await SqliteTestDatabase.CreateAsync();
        await Change.OfEverythingAsync(database.Open());
        using (FileStream file = File.OpenWrite(database.File))
            file.SetLength(length >= 0 ? length : file.Length + length);

        await Assert.ThrowsAsync<KeyStoreException>(async () => await database.Open().ReadAsync());
    }

    [Fact]
    public async Task Given_AFileOfSomethingElse_When_Used_Expect_KeyStoreException()
    {
        await using var database = new SqliteTestDatabase();
        await File.WriteAllTextAsync(database.File, string.Concat(Enumerable.Repeat("This is no database. ", 1000)));

        EntityFrameworkKeyStore store = database.Open();
        KeyStoreCommit change = Change.Of(Change.NewKey(KeyPurpose.Identity));
        await Assert.ThrowsAsync<KeyStoreException>(async () => await store.ReadAsync());
        await Assert.ThrowsAsync<KeyStoreException>(async () => await store.CommitAsync(change));
        await Assert.ThrowsAsync<KeyStoreException>(() => store.MigrateAsync());
    }

    [Fact]
    public async Task Given_NoRoom_When_Committed_Expect_KeyStoreExceptionAndNothingWritten()
    {
        await using SqliteTestDatabase database = await SqliteTestDatabase.CreateAsync();
        StoredKey large = Change.NewKey(KeyPurpose.Identity) with { Container = new byte[100_000] };

        var thrown = await Assert.ThrowsAsync<KeyStoreException>(async () => await database.Open(new NoRoom()).CommitAsync(
            new KeyStoreCommit([new AuditRecord(1, "first")], [large], [])));

        Assert.EndsWith("Make room on the disk.", thrown.Message);
        KeyStoreContents contents = await database.Open().ReadAsync();
        Assert.Empty(contents.Keys);
        Assert.Null(contents.LastAudit);
    }

    private sealed class NoRoom : DbConnectionInterceptor
    {
        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA max_page_count = 12";
            command.ExecuteNonQuery();
            return Task.CompletedTask;
        }
    }
}
