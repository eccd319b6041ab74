using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace QuantumAttributes.EntityFrameworkCore.Tests.Databases;

/// <summary>A file in a directory of its own.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-sqlite-").FullName;

    public string File => Path.Combine(_directory, "keys.db");

    public override string ConnectionString => $"Data Source={File}";

    /// <summary>One with tables.</summary>
    public static async Task<SqliteTestDatabase> CreateAsync()
    {
        var database = new SqliteTestDatabase();
        await database.Open().MigrateAsync();
        return database;
    }

    public override EntityFrameworkKeyStore Open(params IInterceptor[] interceptors) =>
        Open(DatabaseKind.Sqlite, ConnectionString, interceptors);

    public override IDbContextFactory<QuantumKeysContext> Contexts(params IInterceptor[] interceptors) =>
        Contexts(DatabaseKind.Sqlite, ConnectionString, interceptors);

    public override DbConnection Connect() => new SqliteConnection($"{ConnectionString};Pooling=False");

    public override string Bytes(int count) => $"zeroblob({count})";

    public override ValueTask DestroyAsync()
    {
        System.IO.File.Delete(File);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
