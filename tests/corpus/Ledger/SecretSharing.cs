using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;
using Sodium;
using HashAlgorithmName = System.Security.Cryptography.HashAlgorithmName;

namespace Ledger.Exchange;

/// <summary>End-to-end encrypted messages between customers and their advisers.</summary>
public sealed class SecretSharing
{
    private readonly ECDiffieHellman _own = ECDiffieHellman.Create(); // find: encryption

    public byte[] PublicKey => _own.PublicKey.ExportSubjectPublicKeyInfo(); // lower: encryption

    public byte[] Send(byte[] theirPublicKey, string message, out byte[] nonce)
    {
        using ECDiffieHellman theirs = ECDiffieHellman.Create(); // find: encryption
        theirs.ImportSubjectPublicKeyInfo(theirPublicKey, out _); // lower: encryption
        byte[] key = _own.DeriveKeyFromHmac(theirs.PublicKey, HashAlgorithmName.SHA256, null); // find: encryption

        nonce = RandomNumberGenerator.GetBytes(12); // clean
        byte[] plain = Encoding.UTF8.GetBytes(message);
        byte[] cipher = new byte[plain.Length + 16];
        using AesGcm aes = new(key, 16); // clean
        aes.Encrypt(nonce, plain, cipher.AsSpan(0, plain.Length), cipher.AsSpan(plain.Length)); // clean
        return cipher;
    }

    /// <summary>Advisers with a new application: the key falls only if both fall.</summary>
    public byte[] StartHybrid(ECDiffieHellmanPublicKey adviser, byte[] adviserKem, out byte[] encapsulation)
    {
        using MLKem kem = MLKem.ImportEncapsulationKey(MLKemAlgorithm.MLKem768, adviserKem); // clean
        kem.Encapsulate(out encapsulation, out byte[] quantumSecret); // clean
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256); // hybrid: encryption
        byte[] classicalSecret = ephemeral.DeriveRawSecretAgreement(adviser); // hybrid: encryption
        byte[] ikm = new byte[quantumSecret.Length + classicalSecret.Length];
        Buffer.BlockCopy(quantumSecret, 0, ikm, 0, quantumSecret.Length); // clean
        Buffer.BlockCopy(classicalSecret, 0, ikm, quantumSecret.Length, classicalSecret.Length);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, ikm, 32, info: "adviser"u8.ToArray()); // clean
    }

    public byte[] StartQuantumSafe(MLKem adviser, out byte[] encapsulation)
    {
        adviser.Encapsulate(out encapsulation, out byte[] secret); // clean
        return HKDF.Expand(HashAlgorithmName.SHA256, secret, 32, "ECDH is not used"u8.ToArray()); // clean
    }
}

/// <summary>The mobile application uses NSec.</summary>
public static class MobileKeys
{
    public static Key CreateIdentity()
    {
        var algorithm = SignatureAlgorithm.Ed25519; // find: signatures
        return Key.Create(algorithm, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }); // find: signatures
    }

    public static byte[] SignOrder(Key key, byte[] order) => SignatureAlgorithm.Ed25519.Sign(key, order); // find: signatures

    public static bool VerifyOrder(NSec.Cryptography.PublicKey key, byte[] order, byte[] signature) =>
        SignatureAlgorithm.Ed25519.Verify(key, order, signature); // lower: signatures

    public static byte[] Seal(Key own, NSec.Cryptography.PublicKey other, byte[] nonce, byte[] text)
    {
        using SharedSecret secret = KeyAgreementAlgorithm.X25519.Agree(own, other)!; // find: encryption
        AeadAlgorithm aead = AeadAlgorithm.ChaCha20Poly1305; // clean
        using Key key = KeyDerivationAlgorithm.HkdfSha256.DeriveKey(secret, nonce, [], aead); // clean
        return aead.Encrypt(key, nonce, [], text); // clean
    }

    public static byte[] DeriveFromPin(string pin, byte[] salt) =>
        PasswordBasedKeyDerivationAlgorithm
            .Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = 65536, NumberOfPasses = 3 }) // clean
            .DeriveBytes(pin, salt, 32);
}

/// <summary>Notes to oneself and to others, with libsodium.</summary>
public static class SodiumNotes
{
    public static string EncryptNote(string note, byte[] key)
    {
        byte[] nonce = SecretBox.GenerateNonce(); // clean
        return Convert.ToBase64String(SecretBox.Create(note, nonce, key)); // clean
    }

    public static byte[] SendNote(string note, byte[] recipientPublicKey) => SealedPublicKeyBox.Create(note, recipientPublicKey); // find: encryption

    public static byte[] ReadNote(byte[] note, byte[] publicKey, byte[] secretKey) =>
        SealedPublicKeyBox.Open(note, secretKey, publicKey); // lower: encryption

    public static KeyPair NewAuthor() => PublicKeyAuth.GenerateKeyPair(); // find: signatures

    public static string HashPassword(string password) => PasswordHash.ArgonHashString(password, PasswordHash.StrengthArgon.Moderate); // clean
}
