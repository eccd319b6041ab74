using System.Data.Common;
using System.Transactions;
using Microsoft.EntityFrameworkCore;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.EntityFrameworkCore.Databases;

/// <summary>Runs operations, each on a context of its own, and says what went wrong in the store's words.</summary>
internal sealed class DatabaseSession(IDbContextFactory<QuantumKeysContext> contexts, KeyDatabase database, string description)
{
    /// <summary>Runs an operation.</summary>
    /// <param name="done">What is done to the database, for the message: <c>read</c>.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="KeyStoreException">It failed.</exception>
    public async Task<T> RunAsync<T>(
        string done, Func<QuantumKeysContext, Task<T>> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // A surrounding transaction would decide later whether an acknowledged commit happened.
            using var own = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
            QuantumKeysContext context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
                return await operation(context).ConfigureAwait(false);
        }
        catch (Exception e) when (IsDatabaseError(e, cancellationToken))
        {
            throw Error(done, e);
        }
    }

    /// <summary>Runs an operation in a transaction, and returns when it will survive a crash.</summary>
    /// <exception cref="KeyStoreConflictException">Somebody else was first; nothing was written.</exception>
    /// <exception cref="KeyStoreException">It failed.</exception>
    public async Task WriteAsync(Func<QuantumKeysContext, Task> operation, CancellationToken cancellationToken) =>
        await RunAsync("written", async context =>
        {
            context.Database.AutoSavepointsEnabled = false; // it all fails together
            try
            {
                await database.BeginDurableAsync(context.Database, cancellationToken).ConfigureAwait(false);
                await operation(context).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();

                // Not to be cancelled: nobody would know what became of it.
                await context.Database.CommitTransactionAsync(CancellationToken.None).ConfigureAwait(false);
                return true;
            }
            catch (DbUpdateConcurrencyException e)
            {
                throw Conflict("a key is not at the revision, or not in the place, that the change goes on from", e);
            }
            catch (Exception e) when (CauseOf(e) is { } cause && database.IsConflict(cause))
            {
                throw Conflict("what the change wants to write is taken, or locked by somebody else", e);
            }
        }, cancellationToken).ConfigureAwait(false);

    /// <summary>Somebody else was first.</summary>
    public KeyStoreConflictException Conflict(string reason, Exception? cause = null)
    {
        string message = $"{description} was changed by somebody else first: {reason}. Nothing was written.";
        return cause is null ? new KeyStoreConflictException(message) : new KeyStoreConflictException(message, cause);
    }

    private KeyStoreException Error(string done, Exception e)
    {
        DbException? cause = CauseOf(e);
        string remedy = cause is null ? KeyDatabase.SeeCause : database.RemedyFor(cause);
        return new KeyStoreException($"{description} cannot be {done}: {(cause ?? e).Message} {remedy}", e);
    }

    // Entity Framework and Npgsql wrap what happened; Entity Framework also turns values of another type into these.
    private static bool IsDatabaseError(Exception e, CancellationToken cancellationToken) => e switch
    {
        KeyStoreException => false,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => CauseOf(e) is not null
            || e is DbUpdateException or InvalidOperationException or InvalidCastException or FormatException or IOException
                or TimeoutException or UnauthorizedAccessException,
    };

    private static DbException? CauseOf(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is DbException cause)
                return cause;
        }

        return null;
    }
}
