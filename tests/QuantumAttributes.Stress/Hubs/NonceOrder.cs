using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>
/// That no pair of key and nonce seals twice in this process, in memory for the keys alone: the nonces of a key are a counter's, so that one which
/// is no higher than that before it has been there, or ought not to be here.
/// </summary>
internal sealed class NonceOrder : IDisposable
{
    private const int Keys = 200_000; // in advance, for the measured heap not to grow by them

    private readonly Dictionary<UInt128, UInt128> _last = new(Keys);
    private readonly Lock _lock = new();

    public NonceOrder() => NonceWitness.Encrypting += Record;

    public long Encryptions { get; private set; }

    public int KeyCount => _last.Count;

    public int Repeated { get; private set; }

    public void Dispose() => NonceWitness.Encrypting -= Record;

    private void Record(UInt128 key, UInt128 nonce)
    {
        lock (_lock)
        {
            Encryptions++;
            if (_last.TryGetValue(key, out UInt128 last) && nonce <= last)
                Repeated++;
            _last[key] = nonce;
        }
    }
}
