using QuantumAttributes.Channels;

namespace QuantumAttributes.Client.Channels;

/// <summary>
/// What a client has open with one origin, a channel or a session: opened at the first request, renewed at 80 % of its life by one request
/// while the others go on (protocol.md §3, "Renewal").
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal abstract class Renewed<T> : IDisposable
    where T : class, IDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile T? _current;

    /// <summary>The one to use for the next request.</summary>
    /// <exception cref="ChannelException">None could be opened.</exception>
    public async ValueTask<T> GetAsync(ChannelTransport transport, CancellationToken cancellationToken)
    {
        if (_current is { } current && IsUsable(current))
        {
            // While one request renews it the others go on in the old one.
            if (!IsDueForRenewal(current) || !await _opening.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
                return current;
        }
        else
        {
            await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return _current is { } fresh && IsUsable(fresh) && !IsDueForRenewal(fresh)
                ? fresh
                : await ReplaceAsync(transport, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Gives up one that the server does not know any more.</summary>
    public void Abandon(T abandoned)
    {
        Interlocked.CompareExchange(ref _current, null, abandoned); // first, so that nobody is given what is closed
        abandoned.Dispose();
    }

    public void Dispose()
    {
        _current?.Dispose();
        _opening.Dispose();
    }

    protected abstract bool IsUsable(T opened);

    protected abstract bool IsDueForRenewal(T opened);

    /// <summary>Opens a new one. One call at a time.</summary>
    protected abstract Task<T> OpenAsync(ChannelTransport transport, CancellationToken cancellationToken);

    private async Task<T> ReplaceAsync(ChannelTransport transport, CancellationToken cancellationToken)
    {
        T? old = _current;
        try
        {
            T opened = await OpenAsync(transport, cancellationToken).ConfigureAwait(false);
            _current = opened;
            old?.Dispose();
            return opened;
        }
        catch (Exception e) when (e is ChannelException or HttpRequestException && old is not null && IsUsable(old))
        {
            return old; // it is as strong as the one that could not be opened, and the next request tries again
        }
    }
}
