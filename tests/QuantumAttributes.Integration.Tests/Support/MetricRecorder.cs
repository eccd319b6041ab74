using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>What one server counts: <c>instrument/outcome</c>.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counted = new();

    public MetricRecorder(QuantumServer server)
    {
        var scope = server.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "QuantumAttributes" && ReferenceEquals(instrument.Meter.Scope, scope))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            for (long i = 0; i < count; i++)
                _counted.Enqueue($"{instrument.Name}/{tags[0].Value}");
        });
        _listener.Start();
    }

    public IReadOnlyCollection<string> All => _counted;

    public int Count(string name) => _counted.Count(counted => counted == name);

    public void Dispose() => _listener.Dispose();
}
