using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// ECDSA (FIPS 186-5, section 6) from <see cref="ECDsa"/>, under every provider: OpenSSL and CNG multiply by secret scalars in
/// constant time, BouncyCastle does not. The nonce of a signature is the platform's, which no seam reaches; hence no repeating
/// seam can give the key away. Private keys are drawn from the seam.
/// </summary>
/// <remarks>
/// Public keys are uncompressed points, private keys ECPrivateKey (RFC 5915, section 3) with the curve's identifier and without a
/// public key, signatures Ecdsa-Sig-Value: draft-ietf-lamps-pq-composite-sigs, section 5. Of each signature <c>(r, s)</c>
/// ECDSA also accepts <c>(r, n - s)</c>; the draft (section 10.2.2) leaves it at that, and so is it here.
/// </remarks>
internal sealed class EcdsaAlgorithm : TraditionalAlgorithm
{
    /// <summary>Where the scalar begins: after SEQUENCE, INTEGER 1 and the octet string's head, with short lengths.</summary>
    private const int ScalarOffset = 7;

    /// <summary>At the worst (brainpoolP384r1) each attempt fails with 45 per cent: all of them with 2^-147.</summary>
    private const int MaxAttempts = 128;

    private readonly EllipticCurve _curve;
    private readonly HashAlgorithmName _hash;
    private readonly byte[] _template;
    private readonly Lazy<bool> _isSupported;

    private EcdsaAlgorithm(EllipticCurve curve, HashAlgorithmName hash)
    {
        _curve = curve;
        _hash = hash;
        _template = WritePrivateKeyOfZero(curve);
        _isSupported = new Lazy<bool>(HasPlatformTheCurve);
    }

    /// <summary>P-256 with SHA-256.</summary>
    public static EcdsaAlgorithm P256 { get; } = new(EllipticCurve.P256, HashAlgorithmName.SHA256);

    /// <summary>P-384 with SHA-384.</summary>
    public static EcdsaAlgorithm P384 { get; } = new(EllipticCurve.P384, HashAlgorithmName.SHA384);

    /// <summary>P-521 with SHA-512.</summary>
    public static EcdsaAlgorithm P521 { get; } = new(EllipticCurve.P521, HashAlgorithmName.SHA512);

    /// <summary>brainpoolP256r1 with SHA-256.</summary>
    public static EcdsaAlgorithm BrainpoolP256r1 { get; } = new(EllipticCurve.BrainpoolP256r1, HashAlgorithmName.SHA256);

    /// <summary>brainpoolP384r1 with SHA-384.</summary>
    public static EcdsaAlgorithm BrainpoolP384r1 { get; } = new(EllipticCurve.BrainpoolP384r1, HashAlgorithmName.SHA384);

    public override bool IsBouncyCastle => false;

    /// <summary>
    /// Some platforms leave out curves: macOS, and some builds of OpenSSL, the brainpool ones; others take no private key without its
    /// point.
    /// </summary>
    public override bool IsSupported => _isSupported.Value;

    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (!_curve.IsPoint(publicKey))
            throw new CryptographicException($"The ECDSA public key is not an uncompressed point on {_curve.Name}.");
    }

    public override void CheckPrivateKey(ReadOnlySpan<byte> privateKey)
    {
        if (!privateKey[..ScalarOffset].SequenceEqual(_template.AsSpan(0, ScalarOffset))
            || !privateKey[(ScalarOffset + _curve.Size)..].SequenceEqual(_template.AsSpan(ScalarOffset + _curve.Size)))
        {
            throw new CryptographicException(
                $"The ECDSA private key is not an ECPrivateKey (RFC 5915) with the parameters {_curve.Name} and no public key.");
        }

        if (!_curve.IsScalar(privateKey.Slice(ScalarOffset, _curve.Size)))
            throw new CryptographicException($"The ECDSA private key is not in [1, n - 1] of {_curve.Name}.");
    }

    public override ISignatureScheme CreateScheme(RandomNumberGenerator random) => new Scheme(this, random);

    /// <summary>
    /// FIPS 186-5, appendix A.2.2 (key pair generation by rejection sampling): <c>c</c> of as many bits as n has until
    /// <c>c &lt;= n - 2</c>, then <c>d = c + 1</c>. What is refused says nothing about what is kept.
    /// </summary>
    internal void GenerateScalar(RandomNumberGenerator random, Span<byte> d)
    {
        byte topBits = (byte)((1 << (8 - byte.LeadingZeroCount(_curve.Order[0]))) - 1);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            random.GetBytes(d);
            d[0] &= topBits;
            int carry = 1;
            for (int i = d.Length - 1; i >= 0; i--)
            {
                carry += d[i];
                d[i] = (byte)carry;
                carry >>= 8;
            }

            // c = 2^bits - 1 has become a number above n, or with a carry zero: refused either way.
            if (_curve.IsScalar(d))
                return;
        }

        CryptographicOperations.ZeroMemory(d);
        throw new CryptographicException("The random number generator gives no number below the order of the curve.");
    }

    private static byte[] WritePrivateKeyOfZero(EllipticCurve curve)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString(new byte[curve.Size]);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                writer.WriteObjectIdentifier(curve.Oid);
        }

        return writer.Encode();
    }

    private bool HasPlatformTheCurve()
    {
        try
        {
            // The scalar 1, whose point is the generator, goes the way of every other.
            byte[] key = [.. _template];
            key[ScalarOffset + _curve.Size - 1] = 1;
            byte[] point = new byte[1 + (2 * _curve.Size)];
            using ISigner signer = CreateScheme(RandomNumberGenerator.Create()).CreateSignerFromExpandedKey(key);
            signer.ExportPublicKey(point);
            return _curve.IsPoint(point);
        }
        catch (Exception e) when (e is PlatformNotSupportedException or CryptographicException)
        {
            return false;
        }
    }

    private sealed class Scheme(EcdsaAlgorithm algorithm, RandomNumberGenerator random) : ISignatureScheme
    {
        private int Size => algorithm._curve.Size;

        public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey)
        {
            ECPoint q = new() { X = publicKey.Slice(1, Size).ToArray(), Y = publicKey[(1 + Size)..].ToArray() };
            return new Verifier(algorithm, ECDsa.Create(new ECParameters { Curve = Curve(), Q = q }));
        }

        public ISigner GenerateSigner()
        {
            using SecretBytes scalar = new(Size);
            algorithm.GenerateScalar(random, scalar.Span);
            return CreateSigner(scalar.Span);
        }

        public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
            CreateSigner(expandedKey.Slice(ScalarOffset, Size));

        private ECCurve Curve() => ECCurve.CreateFromValue(algorithm._curve.Oid);

        private Signer CreateSigner(ReadOnlySpan<byte> scalar)
        {
            SecretBytes d = SecretBytes.CopyOf(scalar);
            try
            {
                return new Signer(algorithm, ECDsa.Create(new ECParameters { Curve = Curve(), D = d.Array }), d);
            }
            catch
            {
                d.Dispose();
                throw;
            }
        }
    }

    /// <summary>The operations of <see cref="ECDsa"/> on one key share no state besides the native key.</summary>
    private sealed class Verifier(EcdsaAlgorithm algorithm, ECDsa key) : IVerifier
    {
        /// <summary>FIPS 186-5, section 6.4.2.</summary>
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
        {
            Span<byte> rs = stackalloc byte[2 * algorithm._curve.Size];
            return EcdsaSignatureValue.TryDecode(signature, rs)
                && key.VerifyData(input.Data, rs, algorithm._hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        public void Dispose() => key.Dispose();
    }

    private sealed class Signer(EcdsaAlgorithm algorithm, ECDsa key, SecretBytes scalar) : ISigner
    {
        /// <summary>FIPS 186-5, section 6.4.1.</summary>
        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode) =>
            key.TrySignData(input.Data, signature, algorithm._hash, DSASignatureFormat.Rfc3279DerSequence, out int size)
                ? size
                : throw new CryptographicException("The platform's ECDSA signature is longer than its curve allows.");

        public void ExportPublicKey(Span<byte> publicKey)
        {
            ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
            publicKey[0] = 0x04;
            q.X!.CopyTo(publicKey[1..]);
            q.Y!.CopyTo(publicKey[(1 + algorithm._curve.Size)..]);
        }

        public void ExportExpandedKey(Span<byte> expandedKey)
        {
            algorithm._template.CopyTo(expandedKey);
            scalar.Span.CopyTo(expandedKey[ScalarOffset..]);
        }

        public void Dispose()
        {
            key.Dispose();
            scalar.Dispose();
        }
    }
}
