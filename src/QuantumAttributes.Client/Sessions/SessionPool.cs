using System.Collections.Concurrent;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Sessions;

/// <summary>The sessions of one named client: one an origin, whatever handlers come and go. Safe to use from several threads.</summary>
internal sealed class SessionPool(QuantumClientSettings settings, ProviderSet providers, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, OriginSession> _origins = new(StringComparer.Ordinal);

    public OriginSession For(string origin) => _origins.GetOrAdd(
        origin, static (origin, pool) => pool.Create(origin), this);

    public void Dispose()
    {
        foreach (OriginSession origin in _origins.Values)
            origin.Dispose();
    }

    private OriginSession Create(string origin)
    {
        QuantumSessionOptions session = settings.Auth.Session!;
        return new OriginSession(origin, session.ToPins(), session.Suites, settings.SigningKey!, providers, time);
    }
}
