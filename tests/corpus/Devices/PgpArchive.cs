using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace Devices.Fleet;

/// <summary>Service reports leave the fleet as OpenPGP.</summary>
public static class PgpArchive
{
    public static PgpKeyRingGenerator CreateRing(AsymmetricCipherKeyPair signing, AsymmetricCipherKeyPair encryption, string id, char[] secret)
    {
        var master = new PgpKeyPair(PublicKeyAlgorithmTag.RsaSign, signing, DateTime.UtcNow); // find: messages
        var ring = new PgpKeyRingGenerator( // find: messages
            PgpSignature.PositiveCertification,
            master,
            id,
            SymmetricKeyAlgorithmTag.Aes256, // clean
            secret,
            useSha1: false,
            null,
            null,
            new SecureRandom());
        ring.AddSubKey(new PgpKeyPair(
            PublicKeyAlgorithmTag.ECDH, // find: messages
            encryption,
            DateTime.UtcNow));
        return ring;
    }

    public static Stream Encrypt(Stream output, PgpPublicKey recipient)
    {
        var generator = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        generator.AddMethod(recipient); // find: messages
        return generator.Open(output, new byte[4096]);
    }

    public static Stream EncryptWithPassword(Stream output, char[] password)
    {
        var generator = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true); // clean
        generator.AddMethod(password, HashAlgorithmTag.Sha256); // clean
        return generator.Open(output, new byte[4096]);
    }

    public static PgpSignature Sign(PgpPrivateKey key, byte[] report)
    {
        PgpSignatureGenerator generator = new(PublicKeyAlgorithmTag.EdDsa_Legacy, HashAlgorithmTag.Sha512); // find: messages
        generator.InitSign(PgpSignature.BinaryDocument, key);
        generator.Update(report);
        return generator.Generate();
    }

    public static bool Verify(PgpSignature signature, PgpPublicKey key, byte[] report)
    {
        signature.InitVerify(key); // lower: messages
        signature.Update(report);
        return signature.Verify(); // lower: messages
    }

    public static string Kind(PgpPublicKey key) => key.Algorithm switch
    {
        PublicKeyAlgorithmTag.RsaGeneral or PublicKeyAlgorithmTag.RsaEncrypt => "RSA", // clean
        PublicKeyAlgorithmTag.ElGamalEncrypt => "ElGamal", // clean
        PublicKeyAlgorithmTag.ECDH when key.BitStrength < 256 => "short ECDH", // clean
        _ => "other",
    };

    public static bool CanEncrypt(PgpPublicKey key) => key.IsEncryptionKey && key.Algorithm != PublicKeyAlgorithmTag.Dsa; // clean
}
