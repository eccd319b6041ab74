using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>An identity store that answers when a test lets it: whoever signs a handshake keeps it in the middle of being computed.</summary>
internal sealed class GatedIdentityStore : IQuantumIdentityStore
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody has asked.</summary>
    public Task Asked => _asked.Task;

    public void Open() => _gate.SetResult();

    public async ValueTask<QuantumIdentity?> FindAsync(KeyThumbprint keyId, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        await _gate.Task.WaitAsync(cancellationToken);
        return null;
    }
}
