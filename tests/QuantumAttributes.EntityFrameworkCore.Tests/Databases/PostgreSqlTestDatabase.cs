using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace QuantumAttributes.EntityFrameworkCore.Tests.Databases;

/// <summary>A database on the tests' server.</summary>
public sealed class PostgreSqlTestDatabase : TestDatabase
{
    // Making a database takes longer than most tests: those with tables are emptied and used again.
    private static readonly ConcurrentBag<PostgreSqlTestDatabase> _free = [];
    private static int _created;

    private readonly string _server;
    private bool _reusable;

    private PostgreSqlTestDatabase(string server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, Timeout = 60 }.ToString();
    }

    public string Name { get; }

    public override string ConnectionString { get; }

    /// <summary>An empty one.</summary>
    public static async Task<PostgreSqlTestDatabase> CreateEmptyAsync()
    {
        string name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _created)}";
        var database = new PostgreSqlTestDatabase(await PostgreSqlServer.SharedAsync(), name);
        await database.OnServerAsync($"CREATE DATABASE {name}");
        return database;
    }

    /// <summary>One with tables.</summary>
    public static async Task<PostgreSqlTestDatabase> CreateAsync()
    {
        if (_free.TryTake(out PostgreSqlTestDatabase? free))
            return free;
        PostgreSqlTestDatabase database = await CreateEmptyAsync();
        await database.Open().MigrateAsync();
        database._reusable = true;
        return database;
    }

    /// <summary>Removes those that nobody uses any more.</summary>
    public static async Task DropFreeAsync()
    {
        while (_free.TryTake(out PostgreSqlTestDatabase? database))
            await database.DestroyAsync();
    }

    public override EntityFrameworkKeyStore Open(params IInterceptor[] interceptors) =>
        Open(DatabaseKind.PostgreSql, ConnectionString, interceptors);

    public override IDbContextFactory<QuantumKeysContext> Contexts(params IInterceptor[] interceptors) =>
        Contexts(DatabaseKind.PostgreSql, ConnectionString, interceptors);

    public override DbConnection Connect() => new NpgsqlConnection($"{ConnectionString};Pooling=False");

    public override string Bytes(int count) => $"decode(repeat('00', {count}), 'hex')";

    public override async ValueTask DestroyAsync()
    {
        _reusable = false;
        await using var pooled = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(pooled);
        await OnServerAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_reusable)
        {
            await DestroyAsync();
            return;
        }

        await ExecuteAsync(
            "TRUNCATE quantum_keys, quantum_audit, quantum_key_uses, quantum_channels, quantum_channel_marks, quantum_handshakes, "
            + "quantum_nonces, quantum_documents, quantum_idempotency");
        _free.Add(this);
    }

    /// <summary>Runs a statement outside of the database.</summary>
    public async Task OnServerAsync(string sql)
    {
        await using NpgsqlConnection connection = new($"{_server};Pooling=False;Timeout=60");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
