using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace QuantumAttributes.AspNetCore;

/// <summary>
/// The limits of handshakes, by the framework's limiters, in the order in which a handshake meets them: of its address, of all that are
/// under way, and of those that are computed. Safe to use from several threads.
/// </summary>
internal sealed class HandshakeLimiter : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _addresses;
    private readonly ConcurrencyLimiter _pending;
    private readonly ConcurrencyLimiter _computing;

    public HandshakeLimiter(IOptions<QuantumOptions> options)
    {
        QuantumLimitOptions limits = options.Value.Limits;
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = limits.HandshakeBurst,
            TokensPerPeriod = limits.HandshakesPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
            AutoReplenishment = true,
        };
        _addresses = PartitionedRateLimiter.Create<HttpContext, string>(
            context => RateLimitPartition.GetTokenBucketLimiter(limits.HandshakePartition(context) ?? ClientAddress.Of(context), _ => bucket), StringComparer.Ordinal);
        _pending = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = limits.MaxPendingHandshakes, QueueLimit = 0 });
        _computing = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = limits.MaxConcurrentHandshakes,
            QueueLimit = limits.HandshakeQueue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }

    /// <summary>Takes one of the address's handshakes.</summary>
    public RateLimitLease Begin(HttpContext context) => _addresses.AttemptAcquire(context);

    /// <summary>Takes a place among those under way, until the lease is disposed.</summary>
    public RateLimitLease Enter() => _pending.AttemptAcquire();

    /// <summary>Waits for a turn at computing, until the lease is disposed. Null where the handshake ended first.</summary>
    public async ValueTask<RateLimitLease?> ComputeAsync(CancellationToken ended)
    {
        try
        {
            return await _computing.AcquireAsync(1, ended);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _pending.Dispose();
        _computing.Dispose();
    }
}
