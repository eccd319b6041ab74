using Microsoft.Data.Sqlite;
using QuantumAttributes.EntityFrameworkCore;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Sqlite;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Puts a key ring in SQLite.</summary>
public static class QuantumSqliteOptionsExtensions
{
    /// <summary>
    /// Uses a SQLite file on a local disk, with a write-ahead log that is flushed at each commit. <c>Default Timeout</c> says for how
    /// many seconds a writer waits for another (30).
    /// </summary>
    /// <param name="builder">The options.</param>
    /// <param name="connectionString">
    /// Such as <c>Data Source=/srv/keys.db</c>. Whatever it says, connections are not pooled and do not create the file:
    /// <see cref="EntityFrameworkKeyStore.MigrateAsync"/> does.
    /// </param>
    /// <exception cref="ArgumentException">The connection string is malformed, or names no file by its path.</exception>
    public static DbContextOptionsBuilder UseQuantumSqlite(this DbContextOptionsBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var connection = new SqliteConnectionStringBuilder(connectionString);
        string file = connection.DataSource;
        bool isPath = file.Length > 0 && file[0] is not (':' or '|') && !file.StartsWith("file:", StringComparison.Ordinal);
        if (!isPath || connection.Mode == SqliteOpenMode.Memory)
            throw new ArgumentException("A key ring needs a file: name its path as the Data Source.", nameof(connectionString));

        // A file that is gone must be an error: not a new and empty ring, and not the old file kept open without a name.
        connection.DataSource = Path.GetFullPath(file);
        connection.Pooling = false;
        connection.Cache = SqliteCacheMode.Default;
        if (connection.Mode == SqliteOpenMode.ReadWriteCreate)
            connection.Mode = SqliteOpenMode.ReadWrite;
        builder.UseSqlite(connection.ToString(), static sqlite => sqlite
            .MigrationsAssembly(typeof(SqliteKeyDatabase).Assembly.GetName().Name)
            .MigrationsHistoryTable(QuantumKeysContext.MigrationsTable));
        builder.AddInterceptors(SqliteDurability.Instance);
        return KeyDatabaseExtension.Use(builder, SqliteKeyDatabase.Instance);
    }
}
