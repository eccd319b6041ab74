using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace QuantumAttributes.Stress.Stores;

/// <summary>A PostgreSQL database of its own.</summary>
internal sealed class PostgreSqlStressStore(string connectionString) : DatabaseStressStore(StoreKind.PostgreSql, connectionString)
{
    private const string Variable = "QUANTUM_POSTGRES";

    private static int _created;

    /// <summary>The server that the environment names.</summary>
    /// <exception cref="InvalidOperationException">It names none.</exception>
    public static string Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException($"{Variable} names no server: tests/tools/postgres.sh starts one.");

    /// <summary>A new database on a server.</summary>
    public static async Task<PostgreSqlStressStore> CreateAsync(string server)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"stress_{Environment.ProcessId}_{Interlocked.Increment(ref _created)}");
        await AskAsync(server, $"CREATE DATABASE {name}");
        return new PostgreSqlStressStore($"{new NpgsqlConnectionStringBuilder(server) { Database = name, Timeout = 60 }}");
    }

    /// <summary>Transactions that nobody goes on with.</summary>
    public override async Task<int> CountLeftoversAsync() => (int)(long)(await AskAsync(Address, """
        SELECT (SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database())
             + (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%')
        """))!;

    public override async ValueTask DisposeAsync()
    {
        await using NpgsqlConnection pooled = new(Address);
        NpgsqlConnection.ClearPool(pooled);
        NpgsqlConnectionStringBuilder server = new(Address);
        string? name = server.Database;
        server.Database = "postgres";
        await AskAsync($"{server}", $"DROP DATABASE {name} WITH (FORCE)");
    }

    protected override void Use(DbContextOptionsBuilder builder) => builder.UseQuantumPostgreSql(Address);

    private static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using NpgsqlConnection connection = new($"{connectionString};Pooling=False;Timeout=60");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
