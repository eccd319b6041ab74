using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// SIGNED{} of X.509 (RFC 5280, section 4.1.1; RFC 2986, section 4.2): what is signed, by which algorithm, and the signature.
/// </summary>
internal readonly ref struct SignedStructure
{
    /// <summary>What is signed, encoded, its tag included.</summary>
    public required ReadOnlySpan<byte> ToBeSigned { get; init; }

    /// <summary>The AlgorithmIdentifier, encoded.</summary>
    public required ReadOnlySpan<byte> Algorithm { get; init; }

    public required ReadOnlySpan<byte> Signature { get; init; }

    /// <exception cref="CryptographicException">The encoding is not DER, or has trailing data.</exception>
    public static SignedStructure Read(ReadOnlySpan<byte> source)
    {
        DerReader outer = new(source);
        DerReader signed = outer.ReadSequence();
        outer.ThrowIfNotAtEnd();
        ReadOnlySpan<byte> toBeSigned = signed.ReadEncoded(Asn1Tag.Sequence);
        ReadOnlySpan<byte> algorithm = signed.ReadEncoded(Asn1Tag.Sequence);
        ReadOnlySpan<byte> signature = signed.ReadBitString();
        signed.ThrowIfNotAtEnd();
        return new SignedStructure { ToBeSigned = toBeSigned, Algorithm = algorithm, Signature = signature };
    }

    /// <summary>Whether the key made the signature, by its own algorithm without parameters and with an empty context.</summary>
    public bool IsSignedBy(VerifyingKey key) =>
        key.Algorithm.Oid is { } oid
        && Algorithm.SequenceEqual(AlgorithmIdentifier.Encode(oid))
        && key.Verify(ToBeSigned, Signature);
}
