using System.Collections.Concurrent;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Channels;

/// <summary>The channels of one named client: one an origin, whatever handlers come and go. Safe to use from several threads.</summary>
internal sealed class ChannelPool(QuantumClientSettings settings, OriginPolicies policies, ProviderSet providers, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, OriginChannel> _origins = new(StringComparer.Ordinal);

    /// <summary>Whether the client signs in to its channels.</summary>
    public bool SignsIn => settings.SigningKey is not null;

    public FirstAttempts FirstAttempts { get; } = new(time);

    public OriginPolicies Policies => policies;

    public TimeProvider Time => time;

    public OriginChannel For(string origin) => _origins.GetOrAdd(
        origin, static (origin, pool) => pool.Create(origin), this);

    public void Dispose()
    {
        foreach (OriginChannel origin in _origins.Values)
            origin.Dispose();
    }

    private OriginChannel Create(string origin) =>
        new(origin, settings.Channel!.ToPins(), settings.Channel.Suites, settings.SigningKey, policies, providers, time);
}
