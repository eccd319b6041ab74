using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// DHKEM(Group, KDF) of RFC 9180, section 4.1. The seed of a key is the ikm of DeriveKeyPair (section 7.1.3), Nsk bytes of it; its
/// expanded form is skRm.
/// </summary>
internal sealed class DhKem(KemAlgorithm algorithm, DhGroup group, HashAlgorithmName hash, RandomNumberGenerator random) : IKem
{
    private readonly DhGroup _group = group;
    private readonly RandomNumberGenerator _random = random;
    private readonly byte[] _suiteId = HpkeLabel.KemSuite(algorithm.HpkeId!.Value);

    // Nsecret, which is Nh of the KEM's own KDF as well (RFC 9180, section 4.1).
    private readonly int _nh = algorithm.SharedSecretSize;

    private LabeledHkdf Kdf => new(hash, _suiteId);

    public static DhKem P256(RandomNumberGenerator random) =>
        new(KemAlgorithm.DhKemP256, DhGroup.P256, HashAlgorithmName.SHA256, random);

    public static DhKem P384(RandomNumberGenerator random) =>
        new(KemAlgorithm.DhKemP384, DhGroup.P384, HashAlgorithmName.SHA384, random);

    public static DhKem X25519(RandomNumberGenerator random) =>
        new(KemAlgorithm.DhKemX25519, DhGroup.X25519, HashAlgorithmName.SHA256, random);

    public static DhKem X448(RandomNumberGenerator random) =>
        new(KemAlgorithm.DhKemX448, DhGroup.X448, HashAlgorithmName.SHA512, random);

    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) => new Encapsulator(this, publicKey.ToArray());

    public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed)
    {
        SecretBytes skR = new(_group.PrivateKeySize);
        try
        {
            DerivePrivateKey(seed, skR.Span);
            return new Decapsulator(this, skR);
        }
        catch
        {
            skR.Dispose();
            throw;
        }
    }

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        new Decapsulator(this, SecretBytes.CopyOf(expandedKey));

    private void DerivePrivateKey(ReadOnlySpan<byte> ikm, Span<byte> privateKey)
    {
        Span<byte> dkpPrk = stackalloc byte[_nh];
        try
        {
            Kdf.Extract([], "dkp_prk"u8, ikm, dkpPrk);
            _group.DerivePrivateKey(Kdf, dkpPrk, privateKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dkpPrk);
        }
    }

    private void ExtractAndExpand(ReadOnlySpan<byte> dh, ReadOnlySpan<byte> enc, ReadOnlySpan<byte> pkRm, Span<byte> sharedSecret)
    {
        Span<byte> eaePrk = stackalloc byte[_nh];
        try
        {
            Kdf.Extract([], "eae_prk"u8, dh, eaePrk);
            Kdf.Expand(eaePrk, "shared_secret"u8, [.. enc, .. pkRm], sharedSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(eaePrk);
        }
    }

    private sealed class Encapsulator(DhKem kem, byte[] pkR) : IEncapsulator
    {
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            int size = kem._group.PrivateKeySize;
            using SecretBytes secrets = new(3 * size);
            Span<byte> ikmE = secrets.Span[..size];
            Span<byte> skE = secrets.Span.Slice(size, size);
            Span<byte> dh = secrets.Span[(2 * size)..];

            // GenerateKeyPair is DeriveKeyPair of fresh randomness.
            kem._random.GetBytes(ikmE);
            kem.DerivePrivateKey(ikmE, skE);
            kem._group.ComputePublicKey(skE, ciphertext);
            kem._group.Agree(skE, pkR, dh);
            kem.ExtractAndExpand(dh, ciphertext, pkR, sharedSecret);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Decapsulator : IDecapsulator
    {
        private readonly DhKem _kem;
        private readonly SecretBytes _skR;
        private readonly byte[] _pkR;

        public Decapsulator(DhKem kem, SecretBytes skR)
        {
            _kem = kem;
            _skR = skR;
            _pkR = new byte[kem._group.PublicKeySize];
            kem._group.Clamp(skR.Span);
            kem._group.ComputePublicKey(skR.Span, _pkR);
        }

        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        {
            using SecretBytes dh = new(_kem._group.PrivateKeySize);
            _kem._group.Agree(_skR.Span, ciphertext, dh.Span);
            _kem.ExtractAndExpand(dh.Span, ciphertext, _pkR, sharedSecret);
        }

        public void ExportPublicKey(Span<byte> publicKey) => _pkR.CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => _skR.Span.CopyTo(expandedKey);

        public void Dispose() => _skR.Dispose();
    }
}
