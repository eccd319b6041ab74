using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantumAttributes.Keys;

namespace QuantumAttributes.AspNetCore;

/// <summary>
/// Runs the rotation of keys while the application runs. It opens nothing before the application has started: the start-up check does that,
/// and says all that is wrong at once.
/// </summary>
internal sealed class KeyRingUpkeep(IServiceProvider services) : IHostedLifecycleService, IDisposable
{
    private KeyRotationService? _rotation;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _rotation = new KeyRotationService(
            services.GetRequiredService<QuantumKeyManager>(),
            services.GetRequiredService<IOptions<QuantumOptions>>().Value.Keys.Ring,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<KeyRotationService>>());
        return _rotation.StartAsync(cancellationToken);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _rotation?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _rotation?.Dispose();
}
