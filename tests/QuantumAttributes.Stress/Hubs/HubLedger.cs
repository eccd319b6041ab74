using System.Collections.Concurrent;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>The server's account of its connections.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class HubLedger
{
    private readonly ConcurrentDictionary<string, HubParty> _parties = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<HubParty>> _awaited = new();

    /// <summary>The connections that there are.</summary>
    public IReadOnlyCollection<HubParty> Parties => [.. _parties.Values];

    /// <summary>How the first connection went that is gone.</summary>
    public string? FirstEnd { get; private set; }

    public void Connect(string connectionId) => _parties[connectionId] = new HubParty(connectionId);

    public void Hear(string connectionId, string name, int number, string text, DateTimeOffset opened) =>
        _parties[connectionId].Hear(name, number, text, opened);

    public void Disconnect(string connectionId, Exception? failure)
    {
        if (!_parties.TryRemove(connectionId, out HubParty? party))
            return;
        party.Failure = failure;
        FirstEnd ??= $"{party.Name} ended {party.Age.TotalSeconds:F1} s after its handshake, {failure?.Message ?? "without a failure"}";
        if (party.Name is { } name && _awaited.TryRemove(name, out TaskCompletionSource<HubParty>? awaited))
            awaited.SetResult(party);
    }

    /// <summary>The account of a client when it is gone; asked before it goes.</summary>
    public Task<HubParty> ExpectEndAsync(string name) =>
        _awaited.GetOrAdd(name, static _ => new TaskCompletionSource<HubParty>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
