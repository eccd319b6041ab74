using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys;

/// <summary>Keeps a ring up while the application runs: reads it again and again, and rotates keys ahead of time.</summary>
/// <param name="keys">The ring.</param>
/// <param name="options">How often.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it says what it could not do.</param>
public sealed class KeyRotationService(
    QuantumKeyManager keys, KeyRingOptions options, TimeProvider time, ILogger<KeyRotationService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.RefreshInterval, time);
        while (await Tick(timer, stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await keys.MaintainAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is KeyStoreException or CryptographicException)
            {
                KeyLog.StoreFailed(logger, e.Message, e); // and once more at the next tick
            }
        }
    }

    private static async ValueTask<bool> Tick(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
