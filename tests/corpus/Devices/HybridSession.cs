using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Devices.Fleet;

/// <summary>X25519 and ML-KEM-768 together: the session key falls only with both.</summary>
internal sealed class HybridSession(MLKem gateway, SecureRandom random)
{
    public (byte[] Key, byte[] Encapsulation, byte[] Ephemeral) Begin(X25519PublicKeyParameters peer)
    {
        var generator = new X25519KeyPairGenerator(); // hybrid: encryption
        generator.Init(new X25519KeyGenerationParameters(random)); // hybrid: encryption
        var ephemeral = generator.GenerateKeyPair();

        var agreement = new X25519Agreement(); // hybrid: encryption
        agreement.Init(ephemeral.Private);
        byte[] classical = new byte[agreement.AgreementSize];
        agreement.CalculateAgreement(peer, classical, 0);

        gateway.Encapsulate(out byte[] encapsulation, out byte[] quantum); // clean
        byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, [.. quantum, .. classical], 32, info: "fleet v2"u8.ToArray()); // clean
        return (key, encapsulation, ((X25519PublicKeyParameters)ephemeral.Public).GetEncoded()); // clean
    }

    public byte[] BeginOnCurve(ECDiffieHellmanPublicKey peer, MLKem device, out byte[] encapsulation)
    {
        using ECDiffieHellman own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384); // hybrid: encryption
        byte[] classical = own.DeriveRawSecretAgreement(peer); // hybrid: encryption
        device.Encapsulate(out encapsulation, out byte[] quantum); // clean

        Span<byte> both = stackalloc byte[quantum.Length + classical.Length];
        quantum.CopyTo(both);
        classical.CopyTo(both[quantum.Length..]);
        byte[] key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA384, both, key, salt: default, info: "curve"u8); // clean
        CryptographicOperations.ZeroMemory(both);
        return key;
    }

    public byte[] Finish(ECDiffieHellman own, ECDiffieHellmanPublicKey peer, byte[] encapsulation) // clean
    {
        byte[] classical = own.DeriveKeyFromHash(peer, HashAlgorithmName.SHA256); // hybrid: encryption
        byte[] quantum = gateway.Decapsulate(encapsulation); // clean
        return SHA3_256.HashData([.. quantum, .. classical, .. encapsulation]); // clean
    }

    /// <summary>The encapsulated secret is for the log, so that only the curve protects the session.</summary>
    public byte[] BeginForLog(ECDiffieHellman own, ECDiffieHellmanPublicKey peer, out byte[] logKey)
    {
        byte[] session = own.DeriveRawSecretAgreement(peer); // find: encryption
        gateway.Encapsulate(out _, out byte[] quantum); // clean
        logKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, quantum, 32); // clean
        return HKDF.Expand(HashAlgorithmName.SHA256, session, 32); // clean
    }

    public static byte[] OnlyQuantum(MLKem peer, out byte[] encapsulation)
    {
        peer.Encapsulate(out encapsulation, out byte[] secret); // clean
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "no X25519"u8.ToArray()); // clean
    }
}
