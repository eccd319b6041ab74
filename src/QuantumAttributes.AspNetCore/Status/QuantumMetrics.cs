using System.Diagnostics.Metrics;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Status;

/// <summary>The server's counters, on the meter <c>QuantumAttributes</c>. Safe to use from several threads.</summary>
internal sealed class QuantumMetrics
{
    private readonly Counter<long> _handshakes;
    private readonly Counter<long> _records;
    private readonly Counter<long> _signatures;
    private readonly Counter<long> _identityReloads;

    public QuantumMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create("QuantumAttributes");
        _handshakes = meter.CreateCounter<long>("quantum.handshakes", "{handshake}", "Channel handshakes, by outcome");
        _records = meter.CreateCounter<long>("quantum.records", "{record}", "Request records, by outcome");
        _signatures = meter.CreateCounter<long>("quantum.signatures", "{signature}", "Request signatures, by outcome");
        _identityReloads = meter.CreateCounter<long>("quantum.identities.reloads", "{reload}", "Readings of identities that changed, by outcome");
    }

    public void Handshake(HandshakeOutcome outcome) => _handshakes.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void Record(RecordOutcome outcome) => _records.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void Signature(string outcome) => _signatures.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void IdentityReload(string outcome) => _identityReloads.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
