using System.Security.Cryptography;
using NSec.Cryptography;
using QuantumAttributes;

namespace Devices.Fleet;

/// <summary>The classical half of the fleet's hybrid; the other half is added by who calls it.</summary>
[QuantumHybrid]
internal sealed class MarkedClassicalHalf : IDisposable
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256); // hybrid: encryption

    public byte[] Agree(ECDiffieHellmanPublicKey peer) => _key.DeriveRawSecretAgreement(peer); // hybrid: encryption

    public static byte[] Sign(byte[] message)
    {
        using var key = new Key(SignatureAlgorithm.Ed25519); // hybrid: signatures
        return SignatureAlgorithm.Ed25519.Sign(key, message); // hybrid: signatures
    }

    public void Dispose() => _key.Dispose();
}

[QuantumHybrid]
internal readonly struct MarkedAgreement(Key key)
{
    public SharedSecret? With(NSec.Cryptography.PublicKey peer) => KeyAgreementAlgorithm.X25519.Agree(key, peer); // hybrid: encryption
}

internal static class PartlyMarked
{
    [QuantumHybrid]
    public static byte[] First(ECDsa key, byte[] message) => key.SignData(message, HashAlgorithmName.SHA256); // hybrid: signatures

    public static byte[] Second(ECDsa key, byte[] message) => key.SignData(message, HashAlgorithmName.SHA512); // find: signatures
}
