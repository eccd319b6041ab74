using System.Diagnostics.Metrics;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Status;

/// <summary>The server's counters, on the meter <c>QuantumAttributes</c>. Safe to use from several threads.</summary>
internal sealed class QuantumMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _handshakes;
    private readonly Counter<long> _records;
    private readonly Counter<long> _signatures;
    private readonly Counter<long> _sessions;
    private readonly Counter<long> _identityReloads;
    private readonly Counter<long> _waiverUses;
    private readonly Counter<long> _rejections;
    private readonly Counter<long> _idempotency;
    private readonly Counter<long> _hubFailures;

    public QuantumMetrics(IMeterFactory meters)
    {
        Meter meter = _meter = meters.Create("QuantumAttributes");
        _handshakes = meter.CreateCounter<long>("quantum.handshakes", "{handshake}", "Handshakes for channels and sessions, by outcome and purpose");
        _records = meter.CreateCounter<long>("quantum.records", "{record}", "Request records, by outcome");
        _signatures = meter.CreateCounter<long>("quantum.signatures", "{signature}", "Request signatures, by outcome");
        _sessions = meter.CreateCounter<long>("quantum.sessions", "{request}", "Requests signed in a session, by outcome");
        _identityReloads = meter.CreateCounter<long>("quantum.identities.reloads", "{reload}", "Readings of identities that changed, by outcome");
        _waiverUses = meter.CreateCounter<long>(
            "quantum.waiver.uses", "{use}", "What a waiver let in: requests outside a channel, and callers signed in classically");
        _rejections = meter.CreateCounter<long>("quantum.limit.rejections", "{request}", "Requests refused because of a limit, by limit");
        _idempotency = meter.CreateCounter<long>("quantum.idempotency", "{request}", "Requests with an idempotency key, by outcome");
        _hubFailures = meter.CreateCounter<long>("quantum.hub.failures", "{connection}", "Connections of hubs that broke off, by what their channel says");
    }

    /// <summary>Reports how many channels a server has, and how many it did not look for, whenever somebody measures.</summary>
    public void Observe(ChannelServer server)
    {
        _meter.CreateObservableCounter(
            "quantum.channel.lookups.refused", () => server.RefusedLookups, "{lookup}", "Look-ups of unknown channels that were refused, as there were too many");
        _meter.CreateObservableUpDownCounter(
            "quantum.channel.count",
            () => (Measurement<int>[])[
                new(server.ConfirmedCount, new KeyValuePair<string, object?>("state", "confirmed")),
                new(server.ProvisionalCount, new KeyValuePair<string, object?>("state", "provisional"))],
            "{channel}",
            "Channels, by state: provisional until their first record, then confirmed");
    }

    /// <summary>Reports how many connections a server's hubs have, whenever somebody measures.</summary>
    public void Observe(HubServer server) => _meter.CreateObservableUpDownCounter(
        "quantum.hub.connections",
        () => (Measurement<int>[])[
            new(server.ConfirmedCount, new KeyValuePair<string, object?>("state", "confirmed")),
            new(server.ProvisionalCount, new KeyValuePair<string, object?>("state", "provisional"))],
        "{connection}",
        "Connections of hubs in channels, by state: provisional until their first record, then confirmed");

    public void Handshake(HandshakeOutcome outcome, ChannelPurpose purpose) => _handshakes.Add(
        1,
        new KeyValuePair<string, object?>("outcome", Enum.GetName(outcome)),
        new KeyValuePair<string, object?>("purpose", NameOf(purpose)));

    public void Record(RecordOutcome outcome) => _records.Add(1, new KeyValuePair<string, object?>("outcome", Enum.GetName(outcome)));

    public void Signature(string outcome) => _signatures.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Session(string outcome) => _sessions.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void IdentityReload(string outcome) => _identityReloads.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void WaiverUse(string kind) => _waiverUses.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Limit(string limit) => _rejections.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public void Idempotency(string outcome) => _idempotency.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void HubFailure(ChannelFailure failure) => _hubFailures.Add(1, new KeyValuePair<string, object?>("failure", Enum.GetName(failure)));

    private static string NameOf(ChannelPurpose purpose) => purpose switch
    {
        ChannelPurpose.Session => "session",
        ChannelPurpose.Hub => "hub",
        _ => "http",
    };
}
