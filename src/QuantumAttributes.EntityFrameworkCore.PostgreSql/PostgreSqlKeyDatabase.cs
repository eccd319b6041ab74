using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using QuantumAttributes.EntityFrameworkCore.Databases;

namespace QuantumAttributes.EntityFrameworkCore.PostgreSql;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgreSqlKeyDatabase : KeyDatabase
{
    private const string TooLong = "It took too long: look for a transaction that holds its locks, and at the server's load.";

    // "quantum" in ASCII: advisory locks are numbers, and the application may have its own.
    private const long AloneLock = 0x7175616e74756d;
    private const long MigrationLock = AloneLock + 1;

    public static PostgreSqlKeyDatabase Instance { get; } = new();

    public override string Describe(DbConnection connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection.ConnectionString);
        return $"PostgreSQL database {parts.Database ?? "(the user's)"} at {parts.Host}:{parts.Port}";
    }

    public override Task BeginSnapshotAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    // Read committed is enough: a row that somebody else changes is waited for, and then no longer at the expected revision.
    public override async Task BeginDurableAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        await database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await database.ExecuteSqlRawAsync("SET LOCAL synchronous_commit TO on", cancellationToken).ConfigureAwait(false);
    }

    // Of the transaction that the statement is. A SET before it would be two more round trips.
    public override string AndDurable => "AND set_config('synchronous_commit', 'on', true) = 'on'";

    public override bool HasOneWriter => false;

    // Counting and adding are two steps, and others would count the same between them. Where the flush is not waited for, neither is the lock.
    public override async Task BeginAloneAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        await database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await database.ExecuteSqlRawAsync(
            "SELECT set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock({0})", [AloneLock], cancellationToken)
            .ConfigureAwait(false);
    }

    // Entity Framework looks once at what is to be done, and then locks each migration on its own: two who found two to do would both do the
    // second. So there is a lock around all of it, which goes with the connection of a process that is killed.
    public override async Task MigrateAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        await CreateAsync(database.GetService<IRelationalDatabaseCreator>(), cancellationToken).ConfigureAwait(false);
        await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await database.ExecuteSqlRawAsync("SELECT pg_advisory_lock({0})", [MigrationLock], cancellationToken).ConfigureAwait(false);
        try
        {
            await database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await database.ExecuteSqlRawAsync("SELECT pg_advisory_unlock({0})", [MigrationLock], CancellationToken.None).ConfigureAwait(false);
        }
    }

    public override bool IsConflict(DbException exception) => exception.SqlState is
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.LockNotAvailable;

    public override string RemedyFor(DbException exception) => exception.SqlState switch
    {
        null when exception.InnerException is TimeoutException => TooLong,
        null => "Check that the server runs and can be reached.",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn => Migrate,
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            "Check user and password, and the server's pg_hba.conf.",
        PostgresErrorCodes.InvalidCatalogName => "Create the database, or check its name.",
        PostgresErrorCodes.InsufficientPrivilege => "Grant the user what it needs on the tables quantum_*.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "Connect to the primary server.",
        PostgresErrorCodes.DiskFull => "Make room on the server's disk.",
        PostgresErrorCodes.TooManyConnections => "Let the server have more connections, or the application fewer.",
        PostgresErrorCodes.QueryCanceled => TooLong,
        _ => SeeCause,
    };

    private static async Task CreateAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        if (await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
            return;
        try
        {
            await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Somebody else created it at the same moment.
        }
    }
}
