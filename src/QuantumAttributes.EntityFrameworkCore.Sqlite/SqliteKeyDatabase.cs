using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using QuantumAttributes.EntityFrameworkCore.Databases;

namespace QuantumAttributes.EntityFrameworkCore.Sqlite;

/// <summary>SQLite: one writer at a time, and readers that it does not disturb.</summary>
internal sealed class SqliteKeyDatabase : KeyDatabase
{
    // Result codes (https://sqlite.org/rescode.html).
    private const int Error = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int PrimaryKey = 19 | (6 << 8);
    private const int Unique = 19 | (8 << 8);

    public static SqliteKeyDatabase Instance { get; } = new();

    public override string Describe(DbConnection connection) => $"SQLite database {connection.DataSource}";

    // Deferred: with a write-ahead log it reads as of its first reading, and neither waits for a writer nor makes one wait.
    public override async Task BeginSnapshotAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        SqliteTransaction transaction = ((SqliteConnection)database.GetDbConnection()).BeginTransaction(deferred: true);
        await database.UseTransactionAsync(transaction, cancellationToken).ConfigureAwait(false);
    }

    // BEGIN IMMEDIATE: it waits here, and once begun it is not in anybody's way any more.
    public override Task BeginDurableAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        database.BeginTransactionAsync(cancellationToken);

    // Every statement is flushed (SqliteDurability).
    public override string AndDurable => "";

    public override bool HasOneWriter => true;

    // BEGIN IMMEDIATE: there is one writer at a time.
    public override Task BeginAloneAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        database.BeginTransactionAsync(cancellationToken);

    public override async Task MigrateAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)database.GetDbConnection();
        using FileStream only = await OnlyOneAsync($"{connection.DataSource}-migration", cancellationToken).ConfigureAwait(false);
        Create(connection);

        // Entity Framework's own lock is a row, which outlives a process that is killed, and then everybody waits for ever.
        await database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken).ConfigureAwait(false);
        await database.MigrateAsync(cancellationToken).ConfigureAwait(false);
    }

    public override bool IsConflict(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked }
            or SqliteException { SqliteExtendedErrorCode: PrimaryKey or Unique };

    public override string RemedyFor(DbException exception) => (exception as SqliteException)?.SqliteErrorCode switch
    {
        Error when exception.Message.Contains("no such table", StringComparison.Ordinal) => Migrate,
        Busy or Locked => "Another process holds it: try again, and look for one that hangs.",
        ReadOnly => "Let the application's user write the file and its directory.",
        InputOutput or Corrupt or NotADatabase => "Check the disk, and restore the file from a backup together with its -wal file.",
        Full => "Make room on the disk.",
        CannotOpen => $"Check that the file is there and the application's user may open it. Where it never was, {Migrate}",
        _ => SeeCause,
    };

    // The operating system takes the lock back from a process that ends, however it ends. The file stays, since others may be waiting.
    private static async Task<FileStream> OnlyOneAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return Owned(path, FileShare.None);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void Create(SqliteConnection connection)
    {
        Owned(connection.DataSource, FileShare.ReadWrite).Dispose();
        using var first = new SqliteConnection(connection.ConnectionString);
        first.Open();
        SqliteDurability.Apply(first);
    }

    private static FileStream Owned(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
