using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels.Storage;

namespace QuantumAttributes.EntityFrameworkCore;

/// <summary>Sweeps the tables every minute while the application runs.</summary>
internal sealed partial class DatabaseSweepService(DatabaseSweeper sweeper, TimeProvider time, ILogger<DatabaseSweepService> logger)
    : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, time);
        while (await WaitAsync(timer, stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await sweeper.SweepAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (ChannelStoreException e)
            {
                NotSwept(logger, e); // the next one does it
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
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

    [LoggerMessage(120, LogLevel.Warning, "What has ended could not be removed from the database; it is tried again in a minute")]
    private static partial void NotSwept(ILogger logger, Exception exception);
}
