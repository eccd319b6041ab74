namespace QuantumAttributes.Channels.Records;

/// <summary>
/// Something that is lent out and goes back once, on dispose, when nobody uses it any more. Whoever uses it takes it out for that time: a
/// dispose in the middle of a use, as when a request is aborted, leaves it with the user until he puts it back. Else a buffer that a read
/// still fills, or a cipher that still runs, would be somebody else's already.
/// </summary>
/// <remarks>One use at a time; disposing is safe from any thread.</remarks>
internal abstract class Lease<T>(T item) : IDisposable
    where T : class
{
    private T? _item = item;
    private volatile bool _disposed;

    /// <summary>Takes it out for a use.</summary>
    /// <exception cref="ObjectDisposedException">It has gone back.</exception>
    /// <exception cref="InvalidOperationException">It is in use.</exception>
    public T Take()
    {
        T? taken = Interlocked.Exchange(ref _item, null);
        if (taken is null)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            throw new InvalidOperationException("It is in use: one thread at a time.");
        }

        return taken;
    }

    /// <summary>Puts it back after a use.</summary>
    public void Put(T taken)
    {
        Interlocked.Exchange(ref _item, taken);
        if (_disposed)
            GiveBackOnce();
    }

    /// <summary>Gives it back: now, or when the use that is under way has ended.</summary>
    public void Dispose()
    {
        _disposed = true;
        GiveBackOnce();
    }

    /// <summary>Where it goes in the end.</summary>
    protected abstract void GiveBack(T item);

    private void GiveBackOnce()
    {
        if (Interlocked.Exchange(ref _item, null) is { } left)
            GiveBack(left);
    }
}
