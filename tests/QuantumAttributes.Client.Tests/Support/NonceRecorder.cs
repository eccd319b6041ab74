using System.Collections.Concurrent;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Testing;

/// <summary>Every (key, nonce) of the records that this process seals while it exists, the other side's and other tests' among them.</summary>
internal sealed class NonceRecorder : IDisposable
{
    private readonly ConcurrentDictionary<(UInt128 Key, UInt128 Nonce), int> _seen = new();

    public NonceRecorder() => NonceWitness.Encrypting += Record;

    /// <summary>How many encryptions there were.</summary>
    public int Encryptions => _seen.Values.Sum();

    /// <summary>How many pairs came more than once.</summary>
    public int Repeated => _seen.Values.Count(count => count > 1);

    public void Dispose() => NonceWitness.Encrypting -= Record;

    private void Record(UInt128 key, UInt128 nonce) => _seen.AddOrUpdate((key, nonce), 1, static (_, count) => count + 1);
}
