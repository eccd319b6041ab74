using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using static Org.BouncyCastle.Math.EC.Rfc7748.X25519;

namespace Devices.Fleet;

/// <summary>How a gateway and a device come to a session key.</summary>
public static class SessionAgreement
{
    public static byte[] Agree(X25519PrivateKeyParameters own, byte[] peer)
    {
        var agreement = new X25519Agreement(); // find: encryption
        agreement.Init(own);
        byte[] secret = new byte[agreement.AgreementSize];
        agreement.CalculateAgreement(new X25519PublicKeyParameters(peer), secret, 0); // find: encryption
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "session"u8.ToArray()); // clean
    }

    public static byte[] AgreeRaw(byte[] own, byte[] peer)
    {
        byte[] secret = new byte[PointSize]; // clean
        if (!CalculateAgreement(own, 0, peer, 0, secret, 0)) // find: encryption
            throw new CryptographicException("The X25519 agreement is all zero."); // clean
        return secret;
    }

    public static byte[] AgreeOnCurve(ECPrivateKeyParameters own, ECPublicKeyParameters peer)
    {
        ECDHBasicAgreement agreement = new(); // find: encryption
        agreement.Init(own);
        return agreement.CalculateAgreement(peer).ToByteArrayUnsigned();
    }

    public static byte[] AgreeInGroup(SecureRandom random, Func<byte[], byte[]> exchange)
    {
        DHParameters group = DHStandardGroups.rfc7919_ffdhe3072; // lower: encryption
        var generator = new DHBasicKeyPairGenerator(); // find: encryption
        generator.Init(new DHKeyGenerationParameters(random, group)); // find: encryption
        var pair = generator.GenerateKeyPair();
        byte[] answer = exchange(((DHPublicKeyParameters)pair.Public).Y.ToByteArrayUnsigned()); // clean
        var agreement = new DHBasicAgreement(); // find: encryption
        agreement.Init(pair.Private);
        return agreement.CalculateAgreement(new DHPublicKeyParameters(new(1, answer), group)).ToByteArrayUnsigned(); // find: encryption
    }

    public static byte[] SealForGateway(RsaKeyParameters gateway, byte[] key)
    {
        var engine = new Org.BouncyCastle.Crypto.Encodings.OaepEncoding(new RsaEngine()); // find: encryption
        engine.Init(true, gateway);
        return engine.ProcessBlock(key, 0, key.Length);
    }

    public static byte[] OpenFromGateway(RsaPrivateCrtKeyParameters own, byte[] wrapped)
    {
        var engine = new Org.BouncyCastle.Crypto.Encodings.OaepEncoding(new RsaEngine()); // lower: encryption
        engine.Init(false, own);
        return engine.ProcessBlock(wrapped, 0, wrapped.Length);
    }

    /// <summary>Takes ML-KEM where the device can, and X25519 alone where it cannot.</summary>
    public static byte[] AgreeWithEither(MLKem? quantum, X25519PrivateKeyParameters own, byte[] peer)
    {
        if (quantum is not null)
        {
            byte[] encapsulated = quantum.Decapsulate(peer); // clean
            return HKDF.DeriveKey(HashAlgorithmName.SHA384, encapsulated, 32); // clean
        }

        var agreement = new X25519Agreement(); // find: encryption
        agreement.Init(own);
        byte[] secret = new byte[agreement.AgreementSize];
        agreement.CalculateAgreement(new X25519PublicKeyParameters(peer), secret, 0); // find: encryption
        return HKDF.DeriveKey(HashAlgorithmName.SHA384, secret, 32); // clean
    }

    public static byte[] Encapsulate(MLKemPublicKeyParameters device, out byte[] encapsulation)
    {
        var encapsulator = new Org.BouncyCastle.Crypto.Kems.MLKemEncapsulator(MLKemParameters.ml_kem_1024); // clean
        encapsulator.Init(device); // clean
        encapsulation = new byte[encapsulator.EncapsulationLength];
        byte[] secret = new byte[encapsulator.SecretLength];
        encapsulator.Encapsulate(encapsulation, 0, encapsulation.Length, secret, 0, secret.Length); // clean
        return secret;
    }
}
