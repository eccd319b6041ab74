using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Databases;

/// <summary>The database of a farm, to its stores: each operation on a context of its own, and every failure one kind of exception.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing that needs disposing.")]
internal sealed class FarmDatabase
{

    private readonly KeyDatabase _database;
    private readonly DatabaseSession _session;
    private readonly SemaphoreSlim? _writer;

    /// <exception cref="InvalidOperationException">The contexts' options were made for no database.</exception>
    public FarmDatabase(IDbContextFactory<QuantumKeysContext> contexts)
    {
        using QuantumKeysContext context = contexts.CreateDbContext();
        _database = KeyDatabaseExtension.Of(context);
        Description = _database.Describe(context.Database.GetDbConnection());
        _session = new DatabaseSession(contexts, _database, Description);

        // Requests that wait in a queue of this store take no thread, and come in order.
        _writer = _database.HasOneWriter ? new SemaphoreSlim(1, 1) : null;
    }

    public string Description { get; }

    /// <summary>What makes a statement that has a WHERE return only when it will survive a crash.</summary>
    public string AndDurable => _database.AndDurable;

    /// <summary>Executes one statement, which is a transaction of its own, and returns how many rows it wrote.</summary>
    /// <exception cref="ChannelStoreException">It failed.</exception>
    [SuppressMessage("Security", "EF1002", Justification = "Statements are constants of the stores; values are parameters.")]
    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] parameters) =>
        WriteAsync(context => context.Database.ExecuteSqlRawAsync(sql, parameters, cancellationToken), cancellationToken);

    /// <summary>Reads.</summary>
    /// <exception cref="ChannelStoreException">It failed.</exception>
    public Task<T> ReadAsync<T>(Func<QuantumKeysContext, Task<T>> operation, CancellationToken cancellationToken) =>
        RunAsync("read", operation, cancellationToken);

    /// <summary>Writes, without a transaction around it.</summary>
    /// <exception cref="ChannelStoreException">It failed.</exception>
    public async Task<T> WriteAsync<T>(Func<QuantumKeysContext, Task<T>> operation, CancellationToken cancellationToken)
    {
        if (_writer is null)
            return await RunAsync("written", operation, cancellationToken).ConfigureAwait(false);
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await RunAsync("written", operation, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Writes in a transaction that nobody else's of this kind overlaps. It may be lost in a crash of the database, as a whole.</summary>
    /// <exception cref="ChannelStoreException">It failed.</exception>
    public Task<T> AloneAsync<T>(Func<QuantumKeysContext, Task<T>> operation, CancellationToken cancellationToken) =>
        WriteAsync(async context =>
        {
            context.Database.AutoSavepointsEnabled = false;
            await _database.BeginAloneAsync(context.Database, cancellationToken).ConfigureAwait(false);
            T result = await operation(context).ConfigureAwait(false);
            await context.Database.CommitTransactionAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }, cancellationToken);

    private async Task<T> RunAsync<T>(string done, Func<QuantumKeysContext, Task<T>> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await _session.RunAsync(done, operation, cancellationToken).ConfigureAwait(false);
        }
        catch (KeyStoreException e)
        {
            throw new ChannelStoreException(e.Message, e);
        }
    }
}
