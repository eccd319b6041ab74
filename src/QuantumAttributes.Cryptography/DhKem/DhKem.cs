using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// DHKEM(Group, KDF) of RFC 9180, section 4.1. The seed of a key is the ikm of DeriveKeyPair (section 7.1.3), Nsk bytes of it;
/// its expanded form is skRm.
/// </summary>
internal sealed class DhKem : IKem
{
    private const int MaxCandidates = 256;

    private readonly INominalGroup _group;
    private readonly NistCurve? _curve;
    private readonly HashAlgorithmName _hash;
    private readonly RandomNumberGenerator _random;
    private readonly byte[] _suiteId;
    private readonly int _nh; // of the KEM's own KDF, and Nsecret
    private readonly int _nsk;

    private DhKem(
        KemAlgorithm algorithm, INominalGroup group, NistCurve? curve, HashAlgorithmName hash, RandomNumberGenerator random)
    {
        _group = group;
        _curve = curve;
        _hash = hash;
        _random = random;
        _suiteId = HpkeLabel.KemSuite(algorithm.HpkeId!.Value);
        _nh = algorithm.SharedSecretSize;
        _nsk = algorithm.ExpandedPrivateKeySize!.Value;
    }

    private LabeledHkdf Kdf => new(_hash, _suiteId);

    public static DhKem P256(INominalGroup p256, RandomNumberGenerator random) =>
        new(KemAlgorithm.DhKemP256, p256, NistCurve.P256, HashAlgorithmName.SHA256, random);

    public static DhKem P384(INominalGroup p384, RandomNumberGenerator random) =>
        new(KemAlgorithm.DhKemP384, p384, NistCurve.P384, HashAlgorithmName.SHA384, random);

    public static DhKem X25519(RandomNumberGenerator random) =>
        new(KemAlgorithm.DhKemX25519, MontgomeryGroup.Curve25519, curve: null, HashAlgorithmName.SHA256, random);

    public static DhKem X448(RandomNumberGenerator random) =>
        new(KemAlgorithm.DhKemX448, MontgomeryGroup.Curve448, curve: null, HashAlgorithmName.SHA512, random);

    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) =>
        new Encapsulator(this, publicKey.ToArray(), _group.ImportElement(publicKey));

    public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed)
    {
        using SecretBytes skR = new(_nsk);
        DerivePrivateKey(seed, skR.Span);
        return CreateDecapsulatorFromExpandedKey(skR.Span);
    }

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey)
    {
        SecretBytes skR = SecretBytes.CopyOf(expandedKey);
        IGroupScalar? scalar = null;
        try
        {
            (_group as MontgomeryGroup)?.Clamp(skR.Span);
            scalar = _group.CreateScalar(skR.Span);
            return new Decapsulator(this, skR, scalar);
        }
        catch
        {
            scalar?.Dispose();
            skR.Dispose();
            throw;
        }
    }

    /// <summary>The private half of DeriveKeyPair (section 7.1.3).</summary>
    private void DerivePrivateKey(ReadOnlySpan<byte> ikm, Span<byte> privateKey)
    {
        using SecretBytes dkpPrk = new(_nh);
        Kdf.Extract([], "dkp_prk"u8, ikm, dkpPrk.Span);
        if (_curve is null)
        {
            Kdf.Expand(dkpPrk.Span, "sk"u8, [], privateKey);
            return;
        }

        // The bitmask is 0xFF for P-256 and P-384, and changes nothing.
        for (int counter = 0; counter < MaxCandidates; counter++)
        {
            Kdf.Expand(dkpPrk.Span, "candidate"u8, [(byte)counter], privateKey);
            if (_curve.IsScalar(privateKey))
                return;
        }

        throw new CryptographicException("No private key can be derived from this input (RFC 9180, section 7.1.3).");
    }

    /// <summary>Section 4.1, with the validation of the group's result (section 7.1.4).</summary>
    private void ExtractAndExpand(ReadOnlySpan<byte> dh, ReadOnlySpan<byte> enc, ReadOnlySpan<byte> pkRm, Span<byte> sharedSecret)
    {
        if (_curve is null)
            RefuseZero(dh);
        using SecretBytes eaePrk = new(_nh);
        Kdf.Extract([], "eae_prk"u8, dh, eaePrk.Span);
        Kdf.Expand(eaePrk.Span, "shared_secret"u8, [.. enc, .. pkRm], sharedSecret);
    }

    // A point of small order gives zero with every scalar. The curves of NIST have none.
    private static void RefuseZero(ReadOnlySpan<byte> dh)
    {
        int any = 0;
        foreach (byte b in dh)
            any |= b;
        if (any == 0)
            throw new CryptographicException("The public key makes the shared secret zero (RFC 9180, section 7.1.4).");
    }

    private sealed class Encapsulator(DhKem kem, byte[] pkRm, IGroupElement pkR) : IEncapsulator
    {
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            using SecretBytes ikmE = new(kem._nsk);
            using SecretBytes skE = new(kem._nsk);
            using SecretBytes dh = new(kem._group.SharedSecretSize);

            // GenerateKeyPair is DeriveKeyPair of fresh randomness.
            kem._random.GetBytes(ikmE.Span);
            kem.DerivePrivateKey(ikmE.Span, skE.Span);
            pkR.Exchange(skE.Span, ciphertext, dh.Span);
            kem.ExtractAndExpand(dh.Span, ciphertext, pkRm, sharedSecret);
        }

        public void Dispose() => pkR.Dispose();
    }

    private sealed class Decapsulator : IDecapsulator
    {
        private readonly DhKem _kem;
        private readonly SecretBytes _skRm;
        private readonly IGroupScalar _skR;
        private readonly byte[] _pkRm;

        public Decapsulator(DhKem kem, SecretBytes skRm, IGroupScalar skR)
        {
            _kem = kem;
            _skRm = skRm;
            _skR = skR;
            _pkRm = new byte[kem._group.ElementSize];
            skR.ExportElement(_pkRm);
        }

        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        {
            using SecretBytes dh = new(_kem._group.SharedSecretSize);
            _skR.Agree(ciphertext, dh.Span);
            _kem.ExtractAndExpand(dh.Span, ciphertext, _pkRm, sharedSecret);
        }

        public void ExportPublicKey(Span<byte> publicKey) => _pkRm.CopyTo(publicKey);

        public void ExportExpandedKey(Span<byte> expandedKey) => _skRm.Span.CopyTo(expandedKey);

        public void Dispose()
        {
            _skR.Dispose();
            _skRm.Dispose();
        }
    }
}
