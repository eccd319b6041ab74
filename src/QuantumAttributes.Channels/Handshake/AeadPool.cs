using System.Security.Cryptography;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Channels.Handshake;

/// <summary>
/// Instances of AES-256-GCM under one key of a channel, kept from one request to the next: to set up a key costs more than to seal a small
/// record. <see cref="AesGcm"/> is not documented as safe to share, so each user has one for himself.
/// </summary>
/// <remarks>Safe to use from several threads. The key stays its owner's, who disposes the pool before he wipes it.</remarks>
internal sealed class AeadPool(byte[] key) : IDisposable
{
    /// <summary>How many are kept at most; more requests at once have new ones.</summary>
    public const int Capacity = 4;

    private readonly AesGcm?[] _kept = new AesGcm?[Capacity];
    private volatile bool _disposed;

    /// <summary>Names the key to tests (<see cref="NonceWitness"/>).</summary>
    public UInt128 KeyName => NonceWitness.NameOf(key);

    /// <summary>Takes one, to be given back.</summary>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public AesGcm Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int i = 0; i < Capacity; i++)
        {
            if (_kept[i] is not null && Interlocked.Exchange(ref _kept[i], null) is { } kept)
                return kept;
        }

        return new AesGcm(key, Frame.TagSize);
    }

    /// <summary>Gives one back, which its user must not use any more.</summary>
    public void Return(AesGcm aead)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (_kept[i] is null && Interlocked.CompareExchange(ref _kept[i], aead, null) is null)
            {
                if (_disposed)
                    DropAll(); // it came too late to be found
                return;
            }
        }

        aead.Dispose();
    }

    /// <summary>Disposes those that are kept; those in use are disposed when they come back.</summary>
    public void Dispose()
    {
        _disposed = true;
        DropAll();
    }

    private void DropAll()
    {
        for (int i = 0; i < Capacity; i++)
            Interlocked.Exchange(ref _kept[i], null)?.Dispose();
    }
}
