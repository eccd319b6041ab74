using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>What a server measures of its hubs, as whoever operates it sees it.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class HubMeters : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private int _accepted;
    private int _refused;
    private int _connections;

    public HubMeters(IServiceProvider server)
    {
        var scope = server.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            bool isOurs = ReferenceEquals(instrument.Meter.Scope, scope) && instrument.Name is "quantum.handshakes" or "quantum.hub.connections";
            if (isOurs)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Count((int)count, tags));
        _listener.SetMeasurementEventCallback<int>((_, connections, _, _) => _connections += connections);
        _listener.Start();
    }

    /// <summary>How many handshakes on hubs' connections were accepted, renewals among them.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>How many were not.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>How many connections there are, confirmed and provisional.</summary>
    public int Connections
    {
        get
        {
            lock (_lock)
            {
                _connections = 0;
                _listener.RecordObservableInstruments();
                return _connections;
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Count(int count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        (bool isHub, bool isAccepted) = (false, false);
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            isHub |= tag is { Key: "purpose", Value: "hub" };
            isAccepted |= tag is { Key: "outcome", Value: "Accepted" };
        }

        if (isHub)
            Interlocked.Add(ref isAccepted ? ref _accepted : ref _refused, count);
    }
}
