using Microsoft.AspNetCore.Http.Features;

namespace QuantumAttributes.AspNetCore.Idempotency;

/// <summary>
/// The lifetime of a request that is to run to its end although its connection breaks: the client comes back for the answer. It ends with
/// the channel, and where the application aborts it.
/// </summary>
internal sealed class UninterruptedLifetime : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly IHttpRequestLifetimeFeature _connection;
    private readonly CancellationTokenSource _aborted;

    public UninterruptedLifetime(IHttpRequestLifetimeFeature connection, CancellationToken channel)
    {
        _connection = connection;
        _aborted = CancellationTokenSource.CreateLinkedTokenSource(channel);
        RequestAborted = _aborted.Token;
    }

    public CancellationToken RequestAborted { get; set; }

    public void Abort()
    {
        _ = _aborted.CancelAsync(); // what is registered runs elsewhere, as the server does it
        _connection.Abort();
    }

    public void Dispose() => _aborted.Dispose();
}
