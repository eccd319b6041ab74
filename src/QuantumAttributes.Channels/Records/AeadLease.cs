using System.Security.Cryptography;
using QuantumAttributes.Channels.Handshake;

namespace QuantumAttributes.Channels.Records;

/// <summary>The cipher of one body: from a channel's pool, or one of its own.</summary>
/// <param name="aead">The cipher.</param>
/// <param name="keyName">Names its key to tests (<see cref="NonceWitness"/>).</param>
/// <param name="home">Where it goes back to; null: it is disposed.</param>
internal sealed class AeadLease(AesGcm aead, UInt128 keyName, AeadPool? home) : Lease<AesGcm>(aead)
{
    public UInt128 KeyName => keyName;

    /// <summary>A cipher of a channel's pool.</summary>
    public static AeadLease From(AeadPool pool) => new(pool.Rent(), pool.KeyName, pool);

    /// <summary>A cipher under a key that serves one body only.</summary>
    public static AeadLease Of(ReadOnlySpan<byte> key) => new(new AesGcm(key, Frame.TagSize), NonceWitness.NameOf(key), home: null);

    protected override void GiveBack(AesGcm item)
    {
        if (home is null)
            item.Dispose();
        else
            home.Return(item);
    }
}
