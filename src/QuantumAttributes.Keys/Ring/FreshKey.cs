using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Ring;

/// <summary>
/// A key that a change may bring into the ring: made when it is first asked for, the same however often the change is decided, and wiped
/// where nothing came of it.
/// </summary>
internal sealed class FreshKey(string algorithm, ProviderSet providers) : IDisposable
{
    private KeyMaterial? _material;
    private bool _kept;

    public string Algorithm => algorithm;

    public KeyMaterial Material => _material ??= KeyMaterial.Generate(algorithm, providers);

    /// <summary>From now on it is the ring's.</summary>
    public void KeptIn(RingSnapshot ring) => _kept = _material is not null && ring.Keys.Any(key => key.Material == _material);

    public void Dispose()
    {
        if (!_kept)
            _material?.Dispose();
    }
}
