using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Hybrid public key encryption (RFC 9180): a KEM, a KDF and an AEAD that together encrypt to the holder of a private key. The
/// post-quantum KEMs and the single-stage KDFs are those of draft-ietf-hpke-pq, on draft-ietf-hpke-hpke.
/// </summary>
/// <remarks>
/// <para>
/// Base mode tells the recipient nothing of the sender. PSK mode proves that the sender has the pre-shared key. The modes that
/// authenticate the sender by its KEM key (auth, auth_psk) are not offered: only Diffie-Hellman KEMs have them, so that the
/// proof falls to a quantum computer, and the successor of the RFC has dropped them. Sign, where the sender must be known.
/// </para>
/// <para>Immutable and safe to share between threads.</para>
/// </remarks>
public sealed class HpkeSuite
{
    /// <summary>What a ciphertext has more than its plaintext, in bytes.</summary>
    public const int TagSize = AeadCipher.TagSize;

    private const byte BaseMode = 0x00;
    private const byte PskMode = 0x01;
    private const int MinPskSize = 32;

    private readonly (int KeySize, int NonceSize) _sizes;

    /// <summary>A suite of these three.</summary>
    /// <exception cref="ArgumentException">The KEM has no <see cref="KemAlgorithm.HpkeId"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The KDF or the AEAD is not one of the enumeration's.</exception>
    public HpkeSuite(KemAlgorithm kem, HpkeKdf kdf, HpkeAead aead)
    {
        ArgumentNullException.ThrowIfNull(kem);
        Kem = kem;
        Kdf = kdf;
        Aead = aead;
        KeySchedule = KeySchedule.Find(kdf) ?? throw new ArgumentOutOfRangeException(nameof(kdf), kdf, "Unknown KDF.");
        _sizes = AeadCipher.FindSizes(aead) ?? throw new ArgumentOutOfRangeException(nameof(aead), aead, "Unknown AEAD.");
        Id = HpkeLabel.Suite(
            kem.HpkeId ?? throw new ArgumentException($"{kem} has no HPKE identifier.", nameof(kem)), (int)kdf, (int)aead);
    }

    /// <summary>The key encapsulation mechanism.</summary>
    public KemAlgorithm Kem { get; }

    /// <summary>The key derivation function.</summary>
    public HpkeKdf Kdf { get; }

    /// <summary>The cipher.</summary>
    public HpkeAead Aead { get; }

    /// <summary>The size of an encapsulated key (enc), in bytes.</summary>
    public int EncapsulatedKeySize => Kem.CiphertextSize;

    /// <summary>suite_id (RFC 9180, section 5.1).</summary>
    internal byte[] Id { get; }

    internal KeySchedule KeySchedule { get; }

    /// <summary>
    /// DeriveKeyPair: the key that input keying material stands for (RFC 9180, section 7.1.3; draft-ietf-hpke-pq, sections 3 and
    /// 4).
    /// </summary>
    /// <param name="kem">The key's algorithm.</param>
    /// <param name="ikm">
    /// At least as many random bytes as a private key has, which is <see cref="CryptographicAlgorithm.SeedSize"/>, and at most 65,535;
    /// for a DHKEM, whose seed the ikm is, exactly as many.
    /// </param>
    /// <param name="providers">The providers to use; <see cref="ProviderSet.Default"/> when null.</param>
    /// <exception cref="ArgumentException">
    /// The KEM has no <see cref="KemAlgorithm.HpkeId"/>, or there are too few bytes or too many.
    /// </exception>
    /// <exception cref="AlgorithmNotSupportedException">No provider offers the KEM.</exception>
    public static KemPrivateKey DeriveKeyPair(KemAlgorithm kem, ReadOnlySpan<byte> ikm, ProviderSet? providers = null)
    {
        ArgumentNullException.ThrowIfNull(kem);
        if (kem is not { HpkeId: { } id, SeedSize: { } nsk })
            throw new ArgumentException($"{kem} has no HPKE identifier.", nameof(kem));
        int max = kem.SeedIsHpkeIkm ? nsk : ushort.MaxValue;
        if (ikm.Length < nsk || ikm.Length > max)
            throw new ArgumentException(
                $"The input keying material of {kem} has {nsk} to {max} bytes, not {ikm.Length}.", nameof(ikm));
        if (kem.SeedIsHpkeIkm)
            return KemPrivateKey.ImportSeed(kem, ikm, providers);

        using SecretBytes seed = new(nsk);
        new LabeledXof(Sha3.Shake256, HpkeLabel.KemSuite(id)).Derive(ikm, "DeriveKeyPair"u8, [], seed.Span);
        return KemPrivateKey.ImportSeed(kem, seed.Span, providers);
    }

    /// <summary>Begins to encrypt to a recipient, in base mode (SetupBaseS).</summary>
    /// <param name="recipient">The recipient's public key.</param>
    /// <param name="info">What both ends know and agree on; at most 65,535 bytes with a single-stage KDF.</param>
    /// <exception cref="ArgumentException">The key is of another algorithm than the suite's, or the info too long.</exception>
    /// <exception cref="CryptographicException">The KEM refuses the key when it is used: a point of small order.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public HpkeSender SetupSender(KemPublicKey recipient, ReadOnlySpan<byte> info = default) =>
        SetupSender(BaseMode, recipient, info, default, default);

    /// <summary>Begins to encrypt to a recipient who has the same pre-shared key, in PSK mode (SetupPSKS).</summary>
    /// <param name="recipient">The recipient's public key.</param>
    /// <param name="info">What both ends know and agree on; at most 65,535 bytes with a single-stage KDF.</param>
    /// <param name="psk">
    /// The pre-shared key: at least 32 bytes, and random, since a guess can be tested against a ciphertext (RFC 9180, section
    /// 5.1.2).
    /// </param>
    /// <param name="pskId">The name of that key, at least one byte.</param>
    /// <exception cref="ArgumentException">
    /// The key is of another algorithm than the suite's; the psk too short, or without a name; an input too long.
    /// </exception>
    /// <exception cref="CryptographicException">The KEM refuses the key when it is used: a point of small order.</exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public HpkeSender SetupSender(
        KemPublicKey recipient, ReadOnlySpan<byte> info, ReadOnlySpan<byte> psk, ReadOnlySpan<byte> pskId)
    {
        VerifyPskInputs(psk, pskId);
        return SetupSender(PskMode, recipient, info, psk, pskId);
    }

    /// <summary>Begins to decrypt, in base mode (SetupBaseR).</summary>
    /// <param name="recipient">The recipient's private key.</param>
    /// <param name="encapsulatedKey">enc, from the sender.</param>
    /// <param name="info">The sender's info.</param>
    /// <exception cref="ArgumentException">The key is of another algorithm than the suite's, or the info too long.</exception>
    /// <exception cref="CryptographicException">
    /// The encapsulated key has not <see cref="EncapsulatedKeySize"/> bytes, or the KEM refuses it. One that was made for
    /// another key is noticed only when a ciphertext is opened.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public HpkeReceiver SetupReceiver(
        KemPrivateKey recipient, ReadOnlySpan<byte> encapsulatedKey, ReadOnlySpan<byte> info = default) =>
        SetupReceiver(BaseMode, recipient, encapsulatedKey, info, default, default);

    /// <summary>Begins to decrypt what a holder of the same pre-shared key sends, in PSK mode (SetupPSKR).</summary>
    /// <param name="recipient">The recipient's private key.</param>
    /// <param name="encapsulatedKey">enc, from the sender.</param>
    /// <param name="info">The sender's info.</param>
    /// <param name="psk">The pre-shared key, at least 32 bytes.</param>
    /// <param name="pskId">The name of that key, at least one byte.</param>
    /// <exception cref="ArgumentException">
    /// The key is of another algorithm than the suite's; the psk too short, or without a name; an input too long.
    /// </exception>
    /// <exception cref="CryptographicException">
    /// The encapsulated key has not <see cref="EncapsulatedKeySize"/> bytes, or the KEM refuses it. One that was made for
    /// another key, or with another psk, is noticed only when a ciphertext is opened.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The key has been disposed.</exception>
    public HpkeReceiver SetupReceiver(
        KemPrivateKey recipient,
        ReadOnlySpan<byte> encapsulatedKey,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> psk,
        ReadOnlySpan<byte> pskId)
    {
        VerifyPskInputs(psk, pskId);
        return SetupReceiver(PskMode, recipient, encapsulatedKey, info, psk, pskId);
    }

    /// <summary>The names of the three.</summary>
    public override string ToString() => $"HPKE({Kem}, {Kdf}, {Aead})";

    private HpkeSender SetupSender(
        byte mode, KemPublicKey recipient, ReadOnlySpan<byte> info, ReadOnlySpan<byte> psk, ReadOnlySpan<byte> pskId)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        CheckAlgorithm(recipient.Algorithm);
        CheckInputSizes(info, psk, pskId);
        byte[] encapsulatedKey = new byte[Kem.CiphertextSize];
        using SecretBytes sharedSecret = new(Kem.SharedSecretSize);
        recipient.Encapsulate(encapsulatedKey, sharedSecret.Span);
        return Schedule(
            mode, sharedSecret.Span, info, psk, pskId, secrets => new HpkeSender(this, secrets, encapsulatedKey));
    }

    private HpkeReceiver SetupReceiver(
        byte mode,
        KemPrivateKey recipient,
        ReadOnlySpan<byte> encapsulatedKey,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> psk,
        ReadOnlySpan<byte> pskId)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        CheckAlgorithm(recipient.Algorithm);
        CheckInputSizes(info, psk, pskId);
        if (encapsulatedKey.Length != Kem.CiphertextSize)
            throw new CryptographicException(
                $"An encapsulated key of {Kem} has {Kem.CiphertextSize} bytes, not {encapsulatedKey.Length}.");

        using SecretBytes sharedSecret = new(Kem.SharedSecretSize);
        recipient.Decapsulate(encapsulatedKey, sharedSecret.Span);
        return Schedule(mode, sharedSecret.Span, info, psk, pskId, secrets => new HpkeReceiver(this, secrets));
    }

    /// <summary>KeySchedule (RFC 9180, section 5.1), its inputs verified.</summary>
    private TContext Schedule<TContext>(
        byte mode,
        ReadOnlySpan<byte> sharedSecret,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> psk,
        ReadOnlySpan<byte> pskId,
        Func<HpkeSecrets, TContext> createContext)
    {
        HpkeSecrets secrets = new(_sizes.KeySize, _sizes.NonceSize, KeySchedule.Nh);
        try
        {
            KeySchedule.CombineSecrets(Id, mode, sharedSecret, info, psk, pskId, secrets);
            return createContext(secrets);
        }
        catch
        {
            secrets.Dispose();
            throw;
        }
    }

    private void CheckAlgorithm(KemAlgorithm recipient)
    {
        if (recipient != Kem)
            throw new ArgumentException($"The recipient's key is of {recipient}, and the suite's KEM {Kem}.", nameof(recipient));
    }

    /// <summary>VerifyPSKInputs (RFC 9180, section 5.1), and the size of section 5.1.2.</summary>
    private static void VerifyPskInputs(ReadOnlySpan<byte> psk, ReadOnlySpan<byte> pskId)
    {
        if (psk.Length < MinPskSize)
            throw new ArgumentException($"A pre-shared key has at least {MinPskSize} bytes, not {psk.Length}.", nameof(psk));
        if (pskId.IsEmpty)
            throw new ArgumentException("A pre-shared key has a name.", nameof(pskId));
    }

    /// <summary>draft-ietf-hpke-hpke, section 7.2.1: a single-stage KDF writes their lengths into two bytes.</summary>
    private void CheckInputSizes(ReadOnlySpan<byte> info, ReadOnlySpan<byte> psk, ReadOnlySpan<byte> pskId)
    {
        int max = KeySchedule.MaxInputSize;
        if (info.Length > max || psk.Length > max || pskId.Length > max)
            throw new ArgumentException($"With {Kdf}, info, psk and its name have at most {max} bytes each.");
    }
}
