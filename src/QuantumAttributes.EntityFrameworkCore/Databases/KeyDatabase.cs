using System.Data.Common;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace QuantumAttributes.EntityFrameworkCore.Databases;

/// <summary>What differs from one database system to the other.</summary>
internal abstract class KeyDatabase
{
    /// <summary>What to do where nothing better is known.</summary>
    public const string SeeCause = "The inner exception has the database's own words.";

    /// <summary>What to do where the tables are missing.</summary>
    protected const string Migrate = $"Call {nameof(EntityFrameworkKeyStore)}.{nameof(EntityFrameworkKeyStore.MigrateAsync)} first.";

    /// <summary>The database's name for logs and messages, without a secret.</summary>
    public abstract string Describe(DbConnection connection);

    /// <summary>Begins a transaction that sees one moment. It ends with the context.</summary>
    public abstract Task BeginSnapshotAsync(DatabaseFacade database, CancellationToken cancellationToken);

    /// <summary>Begins a transaction whose commit returns when it will survive a crash.</summary>
    public abstract Task BeginDurableAsync(DatabaseFacade database, CancellationToken cancellationToken);

    /// <summary>
    /// A condition that is always true, and by which a single statement returns only when it will survive a crash; empty where each does.
    /// </summary>
    public abstract string AndDurable { get; }

    /// <summary>Whether writers wait for one another in any case, and block a thread while they do.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>Begins a transaction that waits for any other begun by this, in all processes, and whose commit need not survive a crash.</summary>
    public abstract Task BeginAloneAsync(DatabaseFacade database, CancellationToken cancellationToken);

    /// <summary>Creates the tables, or brings them up to date, while others may be doing the same.</summary>
    public abstract Task MigrateAsync(DatabaseFacade database, CancellationToken cancellationToken);

    /// <summary>Whether somebody else was first, so that nothing was written and another try may do.</summary>
    public abstract bool IsConflict(DbException exception);

    /// <summary>What an operator does about the error.</summary>
    public abstract string RemedyFor(DbException exception);
}
