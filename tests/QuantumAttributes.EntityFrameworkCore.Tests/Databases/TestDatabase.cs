using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace QuantumAttributes.EntityFrameworkCore.Tests.Databases;

/// <summary>A database of one test's own, gone with it.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    public static TheoryData<DatabaseKind> Kinds { get; } = [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    /// <summary>What the options name it by.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>An empty one, without tables.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind) =>
        kind == DatabaseKind.Sqlite ? new SqliteTestDatabase() : await PostgreSqlTestDatabase.CreateEmptyAsync();

    /// <summary>One with tables.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind) =>
        kind == DatabaseKind.Sqlite ? await SqliteTestDatabase.CreateAsync() : await PostgreSqlTestDatabase.CreateAsync();

    public static DbContextOptions<QuantumKeysContext> Options(
        DatabaseKind kind, string connectionString, params IInterceptor[] interceptors)
    {
        var builder = new DbContextOptionsBuilder<QuantumKeysContext>();
        if (kind == DatabaseKind.Sqlite)
            builder.UseQuantumSqlite(connectionString);
        else
            builder.UseQuantumPostgreSql(connectionString);
        builder.AddInterceptors(interceptors);
        return builder.Options;
    }

    /// <summary>A store over any database.</summary>
    public static EntityFrameworkKeyStore Open(DatabaseKind kind, string connectionString, params IInterceptor[] interceptors) =>
        new(new ContextFactory(Options(kind, connectionString, interceptors)));

    /// <summary>A store over this database.</summary>
    public abstract EntityFrameworkKeyStore Open(params IInterceptor[] interceptors);

    /// <summary>A connection past the store.</summary>
    public abstract DbConnection Connect();

    /// <summary>So many bytes, as an expression.</summary>
    public abstract string Bytes(int count);

    /// <summary>Takes it away from under the open stores.</summary>
    public abstract ValueTask DestroyAsync();

    public abstract ValueTask DisposeAsync();

    public async Task ExecuteAsync(string sql)
    {
        await using DbConnection connection = Connect();
        await connection.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 300; // of a busy machine's disk
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What the stores of a farm are made of.</summary>
    public abstract IDbContextFactory<QuantumKeysContext> Contexts(params IInterceptor[] interceptors);

    protected static IDbContextFactory<QuantumKeysContext> Contexts(
        DatabaseKind kind, string connectionString, params IInterceptor[] interceptors) =>
        new ContextFactory(Options(kind, connectionString, interceptors));

    private sealed class ContextFactory(DbContextOptions<QuantumKeysContext> options) : IDbContextFactory<QuantumKeysContext>
    {
        public QuantumKeysContext CreateDbContext() => new(options);
    }
}
