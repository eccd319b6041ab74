using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore.Identities;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.AspNetCore.Tests.Identities;

/// <summary>Alice and Bob, and what a store that reads them logs and counts.</summary>
internal sealed class IdentitySources : IDisposable
{
    private static readonly SigningKey _alice = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
    private static readonly SigningKey _bob = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    private readonly LogRecorder _log = new();
    private readonly ServiceProvider _services;
    private readonly MeterListener _listener = new();

    public IdentitySources()
    {
        _services = new ServiceCollection().AddMetrics().AddLogging(logging => logging.AddProvider(_log)).BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        Reader = new IdentityReader(
            ProviderSet.Default, Time, new QuantumMetrics(meters), _services.GetRequiredService<ILogger<IdentityReader>>());
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "quantum.identities.reloads" && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Reloads.Add((string)tags[0].Value!));
        _listener.Start();
    }

    public static QuantumIdentity Alice { get; } = new() { Key = _alice.VerifyingKey, Subject = "alice" };

    public static QuantumIdentity Bob { get; } = new() { Key = _bob.VerifyingKey, Subject = "bob" };

    public ManualTime Time { get; } = new();

    public IdentityReader Reader { get; }

    /// <summary>The outcomes that were counted.</summary>
    public List<string> Reloads { get; } = [];

    /// <summary>What was logged as an error.</summary>
    public IReadOnlyList<string> Errors => [.. _log.Entries.Where(entry => entry is { EventId: 37, Level: LogLevel.Error }).Select(entry => entry.Message)];

    public static QuantumIdentity? Find(IQuantumIdentityStore store, QuantumIdentity whom)
    {
        Task<QuantumIdentity?> found = store.FindAsync(whom.KeyId, CancellationToken.None).AsTask();
        Assert.True(found.IsCompletedSuccessfully);
        return found.Result;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }
}
