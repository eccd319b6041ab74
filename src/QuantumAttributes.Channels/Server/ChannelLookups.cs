using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Channels.Server;

/// <summary>
/// Bounds how many channel ids a store is asked for at a time: strangers can name as many as they like. Some wait for a place, and not for
/// long; the others are refused. Safe to use from several threads.
/// </summary>
/// <param name="atOnce">How many are asked for at a time.</param>
/// <param name="waiting">How many more wait.</param>
/// <param name="patience">For how long.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing that needs disposing.")]
internal sealed class ChannelLookups(int atOnce, int waiting, TimeSpan patience)
{
    private readonly SemaphoreSlim _places = new(atOnce);
    private int _present;
    private long _refused;

    /// <summary>How many were refused.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Runs a look-up where there is a place for it in time; otherwise nothing is found.</summary>
    public async ValueTask<T?> RunAsync<T>(Func<CancellationToken, ValueTask<T?>> lookUp, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            if (Interlocked.Increment(ref _present) > atOnce + waiting
                || !await _places.WaitAsync(patience, cancellationToken).ConfigureAwait(false))
            {
                Interlocked.Increment(ref _refused);
                return null;
            }

            try
            {
                return await lookUp(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _present);
        }
    }
}
