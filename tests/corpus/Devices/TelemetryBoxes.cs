using System.Text;
using Sodium;
using Curve = Geralt.X25519;
using Edwards = Geralt.Ed25519;

namespace Devices.Fleet;

/// <summary>Telemetry in libsodium's boxes; which library depends on how old the gateway is.</summary>
public sealed class TelemetryBoxes
{
    private static readonly KeyPair Gateway = PublicKeyBox.GenerateKeyPair(); // find: encryption

    public static byte[] Seal(byte[] reading, byte[] nonce, byte[] device) =>
        PublicKeyBox.Create(reading, nonce, Gateway.PrivateKey, device); // find: encryption

    public static byte[] Open(byte[] box, byte[] nonce, byte[] device) =>
        PublicKeyBox.Open(box, nonce, Gateway.PrivateKey, device); // lower: encryption

    public static IEnumerable<byte[]> SealAll(IEnumerable<string> readings, byte[] collector) =>
        from reading in readings
        where reading.Length > 0
        select SealedPublicKeyBox.Create(reading, collector); // find: encryption

    public static byte[] OpenSealed(byte[] box, KeyPair own) => SealedPublicKeyBox.Open(box, own); // lower: encryption

    public static byte[] Secret(byte[] own, byte[] peer) => ScalarMult.Mult(own, peer); // find: encryption

    public static byte[] Sign(byte[] reading, byte[] key) => PublicKeyAuth.SignDetached(reading, key); // find: signatures

    public static bool Check(byte[] reading, byte[] signature, byte[] key) =>
        PublicKeyAuth.VerifyDetached(signature, reading, key); // lower: signatures

    public static byte[] Shared(byte[] reading, byte[] nonce, byte[] key) => SecretBox.Create(reading, nonce, key); // clean

    public static byte[] Mac(string reading, byte[] key) => GenericHash.Hash(Encoding.UTF8.GetBytes(reading), key, 32); // clean

    public static byte[] AgreeCompact(ReadOnlySpan<byte> own, ReadOnlySpan<byte> peer)
    {
        byte[] shared = new byte[Curve.SharedKeySize]; // clean
        Curve.DeriveSenderSharedKey(shared, own, peer); // find: encryption
        return shared;
    }

    public static (byte[] Public, byte[] Private) CreateCompact()
    {
        byte[] publicKey = new byte[Edwards.PublicKeySize], privateKey = new byte[Edwards.PrivateKeySize]; // clean
        Edwards.GenerateKeyPair(publicKey, privateKey); // find: signatures
        return (publicKey, privateKey);
    }

    public static void SignCompact(Span<byte> signature, ReadOnlySpan<byte> reading, ReadOnlySpan<byte> key)
    {
        Edwards.Sign(signature, reading, key); // find: signatures
    }

    public static bool CheckCompact(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> reading, ReadOnlySpan<byte> key) =>
        Edwards.Verify(signature, reading, key); // lower: signatures

    public static void SignStream(Stream log, Span<byte> signature, ReadOnlySpan<byte> key)
    {
        using var signer = new Geralt.IncrementalEd25519ph(); // find: signatures
        Span<byte> buffer = stackalloc byte[4096];
        for (int read = log.Read(buffer); read > 0; read = log.Read(buffer))
            signer.Update(buffer[..read]);
        signer.Finalize(signature, key);
    }

    public static void Encapsulate(Span<byte> secret, Span<byte> ciphertext, ReadOnlySpan<byte> peer) =>
        Geralt.MLKEM768.Encapsulate(secret, ciphertext, peer); // clean

    public static void EncapsulateHybrid(Span<byte> secret, Span<byte> ciphertext, ReadOnlySpan<byte> peer) =>
        Geralt.XWing.Encapsulate(secret, ciphertext, peer); // clean

    public static byte[] Combine(ReadOnlySpan<byte> own, ReadOnlySpan<byte> peer, ReadOnlySpan<byte> quantumPeer, Span<byte> ciphertext)
    {
        Span<byte> both = stackalloc byte[Geralt.MLKEM768.SharedSecretSize + Curve.SharedSecretSize]; // clean
        Geralt.MLKEM768.Encapsulate(both[..Geralt.MLKEM768.SharedSecretSize], ciphertext, quantumPeer); // clean
        Curve.ComputeSharedSecret(both[Geralt.MLKEM768.SharedSecretSize..], own, peer); // hybrid: encryption
        byte[] key = new byte[32];
        System.Security.Cryptography.HKDF.DeriveKey(
            System.Security.Cryptography.HashAlgorithmName.SHA512, // clean
            both,
            key,
            salt: default,
            info: "telemetry"u8);
        return key;
    }
}
