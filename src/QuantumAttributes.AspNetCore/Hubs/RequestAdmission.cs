using System.Diagnostics.CodeAnalysis;
using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>
/// A connection outside a channel, whose HTTP request signed in. Nothing can renew that: it ends when a channel would, and the client connects again.
/// </summary>
[SuppressMessage("Reliability", "CA2000", Justification = "Disposed with the connection.")]
internal sealed class RequestAdmission : IHubAdmission, IDisposable
{
    private readonly KeyThumbprint? _keyId;
    private readonly SignedRequestGate _identities;
    private readonly CancellationTokenSource _ended;

    /// <param name="keyId">The key of whoever signed in; null where nobody did.</param>
    /// <param name="lifetime">How long the connection lives.</param>
    /// <param name="identities">Knows whether the key is still valid.</param>
    /// <param name="time">The clock.</param>
    public RequestAdmission(KeyThumbprint? keyId, TimeSpan lifetime, SignedRequestGate identities, TimeProvider time)
    {
        _keyId = keyId;
        _identities = identities;
        _ended = keyId is null ? new CancellationTokenSource() : new CancellationTokenSource(lifetime, time);
    }

    /// <summary>Cancelled when it is over.</summary>
    public CancellationToken Ended => _ended.Token;

    public async ValueTask<bool> CheckAsync(CancellationToken cancellationToken)
    {
        if (_ended.IsCancellationRequested)
            return false;
        return _keyId is not { } keyId || await _identities.FindValidAsync(keyId, cancellationToken) is not null;
    }

    public void Dispose() => _ended.Dispose();
}
