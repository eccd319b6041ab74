using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Records;

/// <summary>The cipher of one body.</summary>
/// <param name="symmetric">Whose cipher.</param>
/// <param name="key">32 bytes, which are copied.</param>
internal sealed class AeadLease(SymmetricCryptography symmetric, ReadOnlySpan<byte> key) : Lease<Aes256Gcm>(symmetric.CreateAes256Gcm(key))
{
    /// <summary>Names its key to tests (<see cref="NonceWitness"/>).</summary>
    public UInt128 KeyName { get; } = NonceWitness.NameOf(key);

    protected override void GiveBack(Aes256Gcm item) => item.Dispose();
}
