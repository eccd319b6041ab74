using NSec.Cryptography;

namespace Devices.Fleet;

/// <summary>Keys of the provisioning line, with NSec.</summary>
internal sealed class ProvisioningKeys : IDisposable
{
    private static readonly SignatureAlgorithm Signatures = SignatureAlgorithm.Ed25519; // find: signatures
    private static readonly KeyAgreementAlgorithm Agreements = KeyAgreementAlgorithm.X25519; // find: encryption
    private static readonly AeadAlgorithm Content = AeadAlgorithm.Aes256Gcm; // clean

    private readonly Key _line = Key.Create(Signatures); // find: signatures
    private readonly Key _station = new(
        KeyAgreementAlgorithm.X25519, // find: encryption
        new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextArchiving });

    public byte[] Approve(byte[] report) => Signatures.Sign(_line, report); // find: signatures

    public static bool IsApproved(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> report, ReadOnlySpan<byte> signature)
    {
        PublicKey key = PublicKey.Import(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey); // lower: signatures
        return SignatureAlgorithm.Ed25519.Verify(key, report, signature); // lower: signatures
    }

    public byte[] Seal(PublicKey device, byte[] nonce, byte[] secret)
    {
        using SharedSecret? agreed = Agreements.Agree(_station, device); // find: encryption
        using Key key = KeyDerivationAlgorithm.HkdfSha512.DeriveKey(agreed!, [], "provisioning"u8, Content); // clean
        return Content.Encrypt(key, nonce, [], secret); // clean
    }

    public static Key Symmetric() => Key.Create(AeadAlgorithm.ChaCha20Poly1305); // clean

    public static Key Import(Algorithm algorithm, byte[] blob) => Key.Import(algorithm, blob, KeyBlobFormat.RawPrivateKey); // clean

    public static Key ImportLine(byte[] blob) => Import(SignatureAlgorithm.Ed25519ph, blob); // find: signatures

    public static Key ImportMac(byte[] blob) => Import(MacAlgorithm.HmacSha256, blob); // clean

    public static bool IsAgreement(Algorithm algorithm) => algorithm is X25519; // clean

    public static bool IsLine(Key key) => key.Algorithm == SignatureAlgorithm.Ed25519; // clean

    public void Dispose()
    {
        _line.Dispose();
        _station.Dispose();
    }
}
