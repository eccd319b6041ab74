namespace QuantumAttributes.Cryptography;

/// <summary>
/// Lets many threads use a key while one disposes it: the key is erased when its last user has left, and nobody enters after
/// disposal.
/// Without this, zeroing could run under a signature in progress.
/// </summary>
internal sealed class KeyLifetime(object owner, Action erase)
{
    private const int Closed = int.MinValue;

    // The number of users; the sign bit says that the key is closed to new ones.
    private int _state;

    /// <summary>Begins a use; disposing the lease ends it.</summary>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public Lease Enter()
    {
        int state = Volatile.Read(ref _state);
        while (true)
        {
            ObjectDisposedException.ThrowIf(state < 0, owner);
            int seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state)
                return new Lease(this);
            state = seen;
        }
    }

    /// <summary>Closes the key, and erases it now or when its last user leaves. Only the first call has an effect.</summary>
    public void Close()
    {
        if (Interlocked.Or(ref _state, Closed) == 0)
            erase();
    }

    private void Exit()
    {
        if (Interlocked.Decrement(ref _state) == Closed)
            erase();
    }

    /// <summary>One use of the key.</summary>
    internal readonly ref struct Lease(KeyLifetime lifetime) : IDisposable
    {
        public void Dispose() => lifetime.Exit();
    }
}
