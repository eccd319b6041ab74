using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Composite ML-DSA (draft-ietf-lamps-pq-composite-sigs-13; section numbers are the draft's): any provider's ML-DSA and a
/// traditional signature, both over the hash of the message under a label, both necessary.
/// </summary>
/// <remarks>
/// <c>pk = mldsaPK || tradPK</c>, <c>sk = mldsaSeed || tradSK</c>, <c>s = mldsaSig || tradSig</c> (section 5); the sizes of the
/// first parts are fixed. It is unforgeable while one part is, but not strongly so (section 10.2.2): who has two signatures of a
/// message can make a third from their parts.
/// </remarks>
internal sealed class CompositeMLDsa(
    CompositeParameters parameters, ISignatureScheme mlDsa, ISignatureScheme traditional, RandomNumberGenerator random)
    : ISignatureScheme
{
    /// <summary>The size of the ML-DSA part of a private key, for each parameter set.</summary>
    public const int SeedSize = 32;

    private const int MaxContextSize = 255;
    private const int MaxLabelSize = 64;

    private static readonly int MaxRepresentativeSize =
        Prefix.Length + MaxLabelSize + 1 + MaxContextSize + CompositeParameters.MaxHashSize;

    /// <summary>Section 3.2.</summary>
    private static ReadOnlySpan<byte> Prefix => "CompositeAlgorithmSignatures2025"u8;

    /// <summary>Adds every composite whose two parts the provider has, with the ML-DSA that it has already.</summary>
    /// <param name="signatures">The provider's algorithms.</param>
    /// <param name="random">Where private keys are drawn from.</param>
    /// <param name="allowBouncyCastle">Whether the traditional part may be BouncyCastle's.</param>
    public static void AddTo(
        Dictionary<SignatureAlgorithm, ISignatureScheme> signatures, RandomNumberGenerator random, bool allowBouncyCastle)
    {
        foreach (SignatureAlgorithm algorithm in SignatureAlgorithm.All)
        {
            if (algorithm.Rules is CompositeRules { Parameters: var parameters }
                && signatures.TryGetValue(parameters.MLDsa, out ISignatureScheme? mlDsa)
                && (allowBouncyCastle || !parameters.Traditional.IsBouncyCastle)
                && parameters.Traditional.IsSupported)
            {
                ISignatureScheme traditional = parameters.Traditional.CreateScheme(random);
                signatures.Add(algorithm, new CompositeMLDsa(parameters, mlDsa, traditional, random));
            }
        }
    }

    /// <summary>Section 5.1, DeserializePublicKey.</summary>
    public IVerifier CreateVerifier(ReadOnlySpan<byte> publicKey)
    {
        int size = parameters.MLDsa.PublicKeySize;
        IVerifier first = mlDsa.CreateVerifier(publicKey[..size]);
        try
        {
            return new Verifier(parameters, first, traditional.CreateVerifier(publicKey[size..]));
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>Section 4.1.</summary>
    public ISigner GenerateSigner()
    {
        using SecretBytes seed = new(SeedSize);
        random.GetBytes(seed.Span);
        return CreateSigner(seed.Span, traditional.GenerateSigner());
    }

    /// <summary>Section 5.2, DeserializePrivateKey.</summary>
    public ISigner CreateSignerFromExpandedKey(ReadOnlySpan<byte> expandedKey) =>
        CreateSigner(expandedKey[..SeedSize], traditional.CreateSignerFromExpandedKey(expandedKey[SeedSize..]));

    /// <summary>Takes over the traditional part.</summary>
    private Signer CreateSigner(ReadOnlySpan<byte> seed, ISigner traditionalSigner)
    {
        try
        {
            return new Signer(parameters, mlDsa.CreateSignerFromSeed(seed), traditionalSigner, SecretBytes.CopyOf(seed));
        }
        catch
        {
            traditionalSigner.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Section 3.2: <c>M' = Prefix || Label || len(ctx) || ctx || PH(M)</c>, at the start of the span. Returns its size.
    /// </summary>
    private static int WriteRepresentative(CompositeParameters parameters, SignatureInput input, Span<byte> representative)
    {
        if (input.Kind != SignatureInputKind.Message)
            throw new AlgorithmNotSupportedException("A composite signs messages only.");

        Span<byte> rest = representative;
        Prefix.CopyTo(rest);
        rest = rest[Prefix.Length..];
        parameters.Label.CopyTo(rest);
        rest = rest[parameters.Label.Length..];
        rest[0] = (byte)input.Context.Length;
        input.Context.CopyTo(rest[1..]);
        rest = rest[(1 + input.Context.Length)..];
        int hashSize = parameters.PreHash(input.Data, rest);
        return representative.Length - rest.Length + hashSize;
    }

    private sealed class Verifier(CompositeParameters parameters, IVerifier mlDsa, IVerifier traditional) : IVerifier
    {
        /// <summary>
        /// Section 4.3. Both parts are always evaluated: the answer, and the time it takes, do not tell which one failed.
        /// </summary>
        public bool Verify(SignatureInput input, ReadOnlySpan<byte> signature)
        {
            int size = parameters.MLDsa.SignatureSize;
            if (signature.Length < size)
                return false;

            Span<byte> buffer = stackalloc byte[MaxRepresentativeSize];
            Span<byte> representative = buffer[..WriteRepresentative(parameters, input, buffer)];
            bool first = mlDsa.Verify(SignatureInput.OfMessage(representative, parameters.Label), signature[..size]);
            bool second = traditional.Verify(SignatureInput.OfMessage(representative), signature[size..]);
            return first & second;
        }

        public void Dispose()
        {
            mlDsa.Dispose();
            traditional.Dispose();
        }
    }

    private sealed class Signer(CompositeParameters parameters, ISigner mlDsa, ISigner traditional, SecretBytes seed) : ISigner
    {
        /// <summary>Section 4.2. Where one part fails the whole does; the caller clears what the other has written.</summary>
        public int Sign(SignatureInput input, Span<byte> signature, SigningMode mode)
        {
            if (mode != SigningMode.Hedged)
                throw new AlgorithmNotSupportedException("A composite is signed with randomness only.");

            int size = parameters.MLDsa.SignatureSize;
            Span<byte> buffer = stackalloc byte[MaxRepresentativeSize];
            Span<byte> representative = buffer[..WriteRepresentative(parameters, input, buffer)];
            mlDsa.Sign(SignatureInput.OfMessage(representative, parameters.Label), signature[..size], mode);
            return size + traditional.Sign(SignatureInput.OfMessage(representative), signature[size..], mode);
        }

        public void ExportPublicKey(Span<byte> publicKey)
        {
            int size = parameters.MLDsa.PublicKeySize;
            mlDsa.ExportPublicKey(publicKey[..size]);
            traditional.ExportPublicKey(publicKey[size..]);
        }

        /// <summary>Section 5.2, SerializePrivateKey.</summary>
        public void ExportExpandedKey(Span<byte> expandedKey)
        {
            seed.Span.CopyTo(expandedKey);
            traditional.ExportExpandedKey(expandedKey[SeedSize..]);
        }

        public void Dispose()
        {
            mlDsa.Dispose();
            traditional.Dispose();
            seed.Dispose();
        }
    }
}
