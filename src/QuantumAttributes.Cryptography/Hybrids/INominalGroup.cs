using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// A group as draft-irtf-cfrg-hybrid-kems-11, section 4.2, wants it ("nominal group"): scalars from seeds, elements as byte strings
/// of one length. Which groups there are: draft-irtf-cfrg-concrete-hybrid-kems-04, section 3.1.
/// </summary>
/// <remarks>
/// <c>Exp</c> is split in two, so that whichever of element and scalar lasts longer is kept ready for use. Implementations are
/// immutable and safe to use from many threads, and so are the elements and scalars they make.
/// </remarks>
internal interface INominalGroup
{
    /// <summary>P-256: the platform's, else BouncyCastle's.</summary>
    static INominalGroup P256 => PlatformNistGroup.IsSupported ? PlatformNistGroup.P256 : BouncyCastleNistGroup.P256;

    /// <summary>P-384: the platform's, else BouncyCastle's.</summary>
    static INominalGroup P384 => PlatformNistGroup.IsSupported ? PlatformNistGroup.P384 : BouncyCastleNistGroup.P384;

    /// <summary>Nseed: the bytes that a scalar is made from.</summary>
    int SeedSize { get; }

    /// <summary>Nelem: the bytes of an element.</summary>
    int ElementSize { get; }

    /// <summary>Nss: the bytes of a shared secret.</summary>
    int SharedSecretSize { get; }

    /// <summary>Takes an element that is used again and again: <see cref="HybridKemRules"/> has found it to be one.</summary>
    IGroupElement ImportElement(ReadOnlySpan<byte> element);

    /// <summary><c>RandomScalar(seed)</c>, to be used again and again.</summary>
    /// <exception cref="CryptographicException">No scalar comes of the seed, which cannot have been random.</exception>
    IGroupScalar CreateScalar(ReadOnlySpan<byte> seed);
}
