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

    public static DhKem X25519(INominalGroup curve25519, RandomNumberGenerator random) =>
        new(KemAlgorithm.DhKemX25519, curve25519, curve: null, HashAlgorithmName.SHA256, random);

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
        Span<byte> dkpPrk = stackalloc byte[_nh];
        try
        {
            Kdf.Extract([], "dkp_prk"u8, ikm, dkpPrk);
            if (_curve is null)
                Kdf.Expand(dkpPrk, "sk"u8, [], privateKey);
            else
                FindCandidate(_curve, dkpPrk, privateKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dkpPrk);
        }
    }

    private void FindCandidate(NistCurve curve, ReadOnlySpan<byte> dkpPrk, Span<byte> privateKey)
    {
        // The bitmask is 0xFF for P-256 and P-384, and changes nothing.
        for (int counter = 0; counter < MaxCandidates; counter++)
        {
            byte number = (byte)counter;
            Kdf.Expand(dkpPrk, "candidate"u8, new ReadOnlySpan<byte>(in number), privateKey);
            if (curve.IsScalar(privateKey))
                return;
        }

        throw new CryptographicException("No private key can be derived from this input (RFC 9180, section 7.1.3).");
    }

    /// <summary>Section 4.1, with the validation of the group's result (section 7.1.4).</summary>
    private void ExtractAndExpand(ReadOnlySpan<byte> dh, ReadOnlySpan<byte> enc, ReadOnlySpan<byte> pkRm, Span<byte> sharedSecret)
    {
        if (_curve is null)
            RefuseZero(dh);
        Span<byte> eaePrk = stackalloc byte[_nh];
        Span<byte> kemContext = stackalloc byte[enc.Length + pkRm.Length];
        enc.CopyTo(kemContext);
        pkRm.CopyTo(kemContext[enc.Length..]);
        try
        {
            Kdf.Extract([], "eae_prk"u8, dh, eaePrk);
            Kdf.Expand(eaePrk, "shared_secret"u8, kemContext, sharedSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(eaePrk);
        }
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
            Span<byte> ikmE = stackalloc byte[kem._nsk];
            Span<byte> skE = stackalloc byte[kem._nsk];
            Span<byte> dh = stackalloc byte[kem._group.SharedSecretSize];
            try
            {
                // GenerateKeyPair is DeriveKeyPair of fresh randomness.
                kem._random.GetBytes(ikmE);
                kem.DerivePrivateKey(ikmE, skE);
                pkR.Exchange(skE, ciphertext, dh);
                kem.ExtractAndExpand(dh, ciphertext, pkRm, sharedSecret);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(ikmE);
                CryptographicOperations.ZeroMemory(skE);
                CryptographicOperations.ZeroMemory(dh);
            }
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
            Span<byte> dh = stackalloc byte[_kem._group.SharedSecretSize];
            try
            {
                _skR.Agree(ciphertext, dh);
                _kem.ExtractAndExpand(dh, ciphertext, _pkRm, sharedSecret);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(dh);
            }
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
