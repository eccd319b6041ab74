using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace QuantumAttributes.EntityFrameworkCore.Databases;

/// <summary>
/// Says each step before it is taken, so that a test can end the process, or throw, between any two. Added to the context's options
/// with <c>AddInterceptors</c>.
/// </summary>
internal sealed class DatabaseSteps : DbCommandInterceptor, IDbConnectionInterceptor, IDbTransactionInterceptor
{
    /// <summary>Gets <c>open</c>, <c>begin</c>, <c>commit</c>, <c>rollback</c> or a command's text.</summary>
    public Action<string>? BeforeStep { get; set; }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken) =>
        Before("open", result);

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken) => Before("begin", result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken) =>
        Before("commit", result);

    public ValueTask<InterceptionResult> TransactionRollingBackAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken) =>
        Before("rollback", result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) => Before(command.CommandText, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        Before(command.CommandText, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result,
        CancellationToken cancellationToken = default) => Before(command.CommandText, result);

    private ValueTask<T> Before<T>(string step, T result)
    {
        BeforeStep?.Invoke(step);
        return ValueTask.FromResult(result);
    }
}
