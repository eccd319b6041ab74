using System.Security.Cryptography;
using System.Text;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// ML-KEM and a Diffie-Hellman group in one KEM that holds while either of them does: the CG framework of
/// draft-irtf-cfrg-hybrid-kems-11, section 5.5 ("C2PRI Combiner with a Nominal Group"), with SHAKE256 to expand seeds and SHA3-256
/// to combine secrets. The instances are those of draft-irtf-cfrg-concrete-hybrid-kems-04, section 4, which draft-ietf-hpke-pq uses.
/// </summary>
/// <remarks>
/// The combiner leaves out ML-KEM's public key and ciphertext, to which ML-KEM binds its secret by itself (C2PRI, section 6.1.2): no
/// KEM without that property may take its place here.
/// </remarks>
internal sealed class HybridKem : IKem
{
    private const int SecretSize = 32; // of ML-KEM, and of the whole

    private readonly KemAlgorithm _mlKemAlgorithm;
    private readonly IKem _mlKem;
    private readonly INominalGroup _group;
    private readonly byte[] _label;
    private readonly RandomNumberGenerator _random;

    private HybridKem(
        KemAlgorithm mlKemAlgorithm, IKem mlKem, INominalGroup group, string label, RandomNumberGenerator random)
    {
        _mlKemAlgorithm = mlKemAlgorithm;
        _mlKem = mlKem;
        _group = group;
        _label = Encoding.ASCII.GetBytes(label);
        _random = random;
    }

    /// <summary>MLKEM768-P256 (concrete hybrid KEMs, section 4.1).</summary>
    public static HybridKem MLKem768P256(IKem mlKem768, INominalGroup p256, RandomNumberGenerator random) =>
        new(KemAlgorithm.MLKem768, mlKem768, p256, "MLKEM768-P256", random);

    /// <summary>
    /// MLKEM768-X25519 (section 4.2), which is X-Wing (draft-connolly-cfrg-xwing-kem). The label is the picture of such a fighter,
    /// <c>\./</c> over <c>/^\</c>.
    /// </summary>
    public static HybridKem XWing(IKem mlKem768, INominalGroup curve25519, RandomNumberGenerator random) =>
        new(KemAlgorithm.MLKem768, mlKem768, curve25519, @"\.//^\", random);

    /// <summary>MLKEM1024-P384 (section 4.3).</summary>
    public static HybridKem MLKem1024P384(IKem mlKem1024, INominalGroup p384, RandomNumberGenerator random) =>
        new(KemAlgorithm.MLKem1024, mlKem1024, p384, "MLKEM1024-P384", random);

    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey)
    {
        ReadOnlySpan<byte> ekT = publicKey[_mlKemAlgorithm.PublicKeySize..];
        IEncapsulator mlKem = _mlKem.CreateEncapsulator(publicKey[.._mlKemAlgorithm.PublicKeySize]);
        try
        {
            return new Encapsulator(this, mlKem, ekT.ToArray(), _group.ImportElement(ekT));
        }
        catch
        {
            mlKem.Dispose();
            throw;
        }
    }

    /// <summary>Section 5.1.1, expandDecapsKeyG: <c>seed_PQ || seed_T = SHAKE256(seed)</c>.</summary>
    public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed)
    {
        int mlKemSeedSize = _mlKemAlgorithm.SeedSize!.Value;
        using SecretBytes expanded = new(mlKemSeedSize + _group.SeedSize);
        Sha3.Shake256(seed, expanded.Span);
        IGroupScalar dkT = _group.CreateScalar(expanded.Span[mlKemSeedSize..]);
        try
        {
            return new Decapsulator(this, _mlKem.CreateDecapsulatorFromSeed(expanded.Span[..mlKemSeedSize]), dkT);
        }
        catch
        {
            dkT.Dispose();
            throw;
        }
    }

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) => throw NoExpandedKey();

    private static NotSupportedException NoExpandedKey() => new("Hybrid KEMs have no expanded private key.");

    /// <summary>Section 5.1.3, C2PRICombiner: <c>SHA3-256(ss_PQ || ss_T || ct_T || ek_T || label)</c>.</summary>
    private void Combine(
        ReadOnlySpan<byte> ssPQ, ReadOnlySpan<byte> ssT, ReadOnlySpan<byte> ctT, ReadOnlySpan<byte> ekT, Span<byte> sharedSecret)
    {
        Span<byte> input = stackalloc byte[ssPQ.Length + ssT.Length + ctT.Length + ekT.Length + _label.Length];
        SpanWriter writer = new(input);
        writer.Write(ssPQ);
        writer.Write(ssT);
        writer.Write(ctT);
        writer.Write(ekT);
        writer.Write(_label);
        Sha3.Sha3_256(input, sharedSecret);
        CryptographicOperations.ZeroMemory(input);
    }

    private sealed class Encapsulator(HybridKem kem, IEncapsulator mlKem, byte[] ekT, IGroupElement elementT) : IEncapsulator
    {
        /// <summary>
        /// Section 5.5, Encaps. ML-KEM goes first, so that randomness is drawn in the order of the drafts' vectors (X-Wing, section
        /// 5.4.1).
        /// </summary>
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            int mlKemCiphertextSize = kem._mlKemAlgorithm.CiphertextSize;
            Span<byte> ctT = ciphertext[mlKemCiphertextSize..];
            Span<byte> seed = stackalloc byte[kem._group.SeedSize];
            Span<byte> ssPQ = stackalloc byte[SecretSize];
            Span<byte> ssT = stackalloc byte[kem._group.SharedSecretSize];
            try
            {
                mlKem.Encapsulate(ciphertext[..mlKemCiphertextSize], ssPQ);
                kem._random.GetBytes(seed);
                elementT.Exchange(seed, ctT, ssT);
                kem.Combine(ssPQ, ssT, ctT, ekT, sharedSecret);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(seed);
                CryptographicOperations.ZeroMemory(ssPQ);
                CryptographicOperations.ZeroMemory(ssT);
            }
        }

        public void Dispose()
        {
            mlKem.Dispose();
            elementT.Dispose();
        }
    }

    private sealed class Decapsulator : IDecapsulator
    {
        private readonly HybridKem _kem;
        private readonly IDecapsulator _mlKem;
        private readonly IGroupScalar _dkT;
        private readonly byte[] _ekT;

        public Decapsulator(HybridKem kem, IDecapsulator mlKem, IGroupScalar dkT)
        {
            _kem = kem;
            _mlKem = mlKem;
            _dkT = dkT;
            _ekT = new byte[kem._group.ElementSize];
            dkT.ExportElement(_ekT);
        }

        /// <summary>Section 5.5, Decaps.</summary>
        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        {
            int mlKemCiphertextSize = _kem._mlKemAlgorithm.CiphertextSize;
            ReadOnlySpan<byte> ctT = ciphertext[mlKemCiphertextSize..];
            Span<byte> ssPQ = stackalloc byte[SecretSize];
            Span<byte> ssT = stackalloc byte[_kem._group.SharedSecretSize];
            try
            {
                _dkT.Agree(ctT, ssT);
                _mlKem.Decapsulate(ciphertext[..mlKemCiphertextSize], ssPQ);
                _kem.Combine(ssPQ, ssT, ctT, _ekT, sharedSecret);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(ssPQ);
                CryptographicOperations.ZeroMemory(ssT);
            }
        }

        public void ExportPublicKey(Span<byte> publicKey)
        {
            _mlKem.ExportPublicKey(publicKey[.._kem._mlKemAlgorithm.PublicKeySize]);
            _ekT.CopyTo(publicKey[_kem._mlKemAlgorithm.PublicKeySize..]);
        }

        public void ExportExpandedKey(Span<byte> expandedKey) => throw NoExpandedKey();

        public void Dispose()
        {
            _mlKem.Dispose();
            _dkT.Dispose();
        }
    }
}
