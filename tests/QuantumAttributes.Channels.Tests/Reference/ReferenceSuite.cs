using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>
/// A row of the table in protocol.md §1, written down again. X-Wing is put together here; the KEMs of the other suites are our own, which
/// have their vectors and second implementations in the tests of the cryptography.
/// </summary>
internal sealed record ReferenceSuite(
    ushort Id, string ProtocolName, ReferenceHash Hash, int CiphertextSize, int PublicKeySize, Func<byte[], IReferenceKem> KeyOf,
    Func<byte[], (byte[] Ciphertext, byte[] SharedSecret)> Encapsulate)
{
    public static ReferenceSuite First { get; } = new(
        1, "Noise_pqNK_MLKEM768X25519_AESGCM_SHA256", ReferenceHash.Sha256, 1120, 1216,
        static seed => new XWingReference(seed), XWingReference.Encapsulate);

    public static IReadOnlyList<ReferenceSuite> All { get; } =
    [
        First,
        WithOwnKem(2, "Noise_pqNK_MLKEM768P256_AESGCM_SHA256", ReferenceHash.Sha256, 1153, 1249, KemAlgorithm.MLKem768P256),
        WithOwnKem(3, "Noise_pqNK_MLKEM1024P384_AESGCM_SHA512", ReferenceHash.Sha512, 1665, 1665, KemAlgorithm.MLKem1024P384),
        WithOwnKem(4, "Noise_pqNK_MLKEM1024_AESGCM_SHA512", ReferenceHash.Sha512, 1568, 1568, KemAlgorithm.MLKem1024),
    ];

    public byte[] KeyId(byte[] publicKey) => Primitives.Sha256(Bits.U16(Id), publicKey)[..8];

    private static ReferenceSuite WithOwnKem(
        ushort id, string protocolName, ReferenceHash hash, int ciphertextSize, int publicKeySize, KemAlgorithm algorithm) => new(
        id, protocolName, hash, ciphertextSize, publicKeySize,
        seed => new OwnKem(KemPrivateKey.ImportSeed(algorithm, SeedOf(algorithm, seed))),
        publicKey =>
        {
            using KemPublicKey key = KemPublicKey.Import(algorithm, publicKey);
            return key.Encapsulate();
        });

    // 32 bytes for a hybrid; ML-KEM alone takes d | z.
    private static byte[] SeedOf(KemAlgorithm algorithm, byte[] seed) => algorithm == KemAlgorithm.MLKem1024 ? Bits.Join(seed, seed) : seed;

    private sealed class OwnKem(KemPrivateKey key) : IReferenceKem
    {
        public byte[] PublicKey => key.PublicKey.Export();

        public byte[] Decapsulate(byte[] ciphertext) => key.Decapsulate(ciphertext);
    }
}
