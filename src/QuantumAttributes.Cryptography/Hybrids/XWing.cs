using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc7748;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// X-Wing (draft-connolly-cfrg-xwing-kem): any provider's ML-KEM-768, BouncyCastle's X25519, SHA3-256 to combine. Section numbers
/// are the
/// draft's.
/// </summary>
/// <remarks>
/// A Diffie-Hellman result of zero is not refused: the draft (section 5.5) lets it into the combiner, where ML-KEM's secret still
/// decides,
/// and a refusal would make one implementation fail where others succeed.
/// </remarks>
internal sealed class XWing(IKem mlKem768, RandomNumberGenerator random) : IKem
{
    private const int ElementSize = 32; // scalars, points, seeds and secrets alike
    private const int MLKemPublicKeySize = 1184;
    private const int MLKemCiphertextSize = 1088;
    private const int MLKemSeedSize = 64;

    /// <summary>Section 5.3: the picture of an X-wing fighter, <c>\./</c> over <c>/^\</c>.</summary>
    private static ReadOnlySpan<byte> Label => @"\.//^\"u8;

    public IEncapsulator CreateEncapsulator(ReadOnlySpan<byte> publicKey) =>
        new Encapsulator(
            mlKem768.CreateEncapsulator(publicKey[..MLKemPublicKeySize]),
            publicKey[MLKemPublicKeySize..].ToArray(),
            random);

    /// <summary>Section 5.2, expandDecapsulationKey.</summary>
    public IDecapsulator CreateDecapsulatorFromSeed(ReadOnlySpan<byte> seed)
    {
        using SecretBytes expanded = new(MLKemSeedSize + ElementSize);
        Sha3.Shake256(seed, expanded.Span);
        return new Decapsulator(
            mlKem768.CreateDecapsulatorFromSeed(expanded.Span[..MLKemSeedSize]),
            SecretBytes.CopyOf(expanded.Span[MLKemSeedSize..]));
    }

    public IDecapsulator CreateDecapsulatorFromExpandedKey(ReadOnlySpan<byte> expandedKey) => throw NoExpandedKey();

    private static NotSupportedException NoExpandedKey() => new("X-Wing has no expanded private key.");

    /// <summary>Section 5.3.</summary>
    private static void Combine(
        ReadOnlySpan<byte> ssM, ReadOnlySpan<byte> ssX, ReadOnlySpan<byte> ctX, ReadOnlySpan<byte> pkX, Span<byte> sharedSecret)
    {
        Span<byte> input = stackalloc byte[(4 * ElementSize) + Label.Length];
        ssM.CopyTo(input);
        ssX.CopyTo(input[ElementSize..]);
        ctX.CopyTo(input[(2 * ElementSize)..]);
        pkX.CopyTo(input[(3 * ElementSize)..]);
        Label.CopyTo(input[(4 * ElementSize)..]);
        Sha3.Sha3_256(input, sharedSecret);
        CryptographicOperations.ZeroMemory(input);
    }

    private sealed class Encapsulator(IEncapsulator mlKem, byte[] pkX, RandomNumberGenerator random) : IEncapsulator
    {
        /// <summary>Section 5.4. ML-KEM goes first, so that the random bytes are drawn in the order of section 5.4.1.</summary>
        public void Encapsulate(Span<byte> ciphertext, Span<byte> sharedSecret)
        {
            Span<byte> ctX = ciphertext[MLKemCiphertextSize..];
            Span<byte> secrets = stackalloc byte[3 * ElementSize];
            Span<byte> ssM = secrets[..ElementSize];
            Span<byte> ssX = secrets.Slice(ElementSize, ElementSize);
            Span<byte> ekX = secrets[(2 * ElementSize)..];
            try
            {
                mlKem.Encapsulate(ciphertext[..MLKemCiphertextSize], ssM);
                random.GetBytes(ekX);
                X25519.ScalarMultBase(ekX, ctX);
                X25519.ScalarMult(ekX, pkX, ssX);
                Combine(ssM, ssX, ctX, pkX, sharedSecret);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(secrets);
            }
        }

        public void Dispose() => mlKem.Dispose();
    }

    private sealed class Decapsulator : IDecapsulator
    {
        private readonly IDecapsulator _mlKem;
        private readonly SecretBytes _skX;
        private readonly byte[] _pkX = new byte[ElementSize];

        public Decapsulator(IDecapsulator mlKem, SecretBytes skX)
        {
            _mlKem = mlKem;
            _skX = skX;
            X25519.ScalarMultBase(skX.Span, _pkX);
        }

        /// <summary>Section 5.5.</summary>
        public void Decapsulate(ReadOnlySpan<byte> ciphertext, Span<byte> sharedSecret)
        {
            ReadOnlySpan<byte> ctX = ciphertext[MLKemCiphertextSize..];
            Span<byte> secrets = stackalloc byte[2 * ElementSize];
            Span<byte> ssM = secrets[..ElementSize];
            Span<byte> ssX = secrets[ElementSize..];
            try
            {
                _mlKem.Decapsulate(ciphertext[..MLKemCiphertextSize], ssM);
                X25519.ScalarMult(_skX.Span, ctX, ssX);
                Combine(ssM, ssX, ctX, _pkX, sharedSecret);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(secrets);
            }
        }

        public void ExportPublicKey(Span<byte> publicKey)
        {
            _mlKem.ExportPublicKey(publicKey[..MLKemPublicKeySize]);
            _pkX.CopyTo(publicKey[MLKemPublicKeySize..]);
        }

        public void ExportExpandedKey(Span<byte> expandedKey) => throw NoExpandedKey();

        public void Dispose()
        {
            _mlKem.Dispose();
            _skX.Dispose();
        }
    }
}
