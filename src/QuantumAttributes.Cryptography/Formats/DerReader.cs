using System.Formats.Asn1;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Reads DER values one after the other from a span, without copying: what passes through may be a private key.
/// <see cref="AsnContentException"/> never leaves it; the message of what does names no content.
/// </summary>
internal ref struct DerReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Whether the next value has this tag. False at the end.</summary>
    public readonly bool NextIs(Asn1Tag tag)
    {
        return Asn1Tag.TryDecode(_rest, out Asn1Tag next, out _) && next == tag;
    }

    public DerReader ReadSequence()
    {
        try
        {
            AsnDecoder.ReadSequence(_rest, AsnEncodingRules.DER, out int offset, out int length, out int consumed);
            DerReader contents = new(_rest.Slice(offset, length));
            _rest = _rest[consumed..];
            return contents;
        }
        catch (AsnContentException e)
        {
            throw Malformed(e);
        }
    }

    public int ReadSmallInteger()
    {
        try
        {
            bool fits = AsnDecoder.TryReadInt32(_rest, AsnEncodingRules.DER, out int value, out int consumed);
            _rest = _rest[consumed..];
            return fits ? value : throw Malformed();
        }
        catch (AsnContentException e)
        {
            throw Malformed(e);
        }
    }

    public string ReadObjectIdentifier()
    {
        try
        {
            string oid = AsnDecoder.ReadObjectIdentifier(_rest, AsnEncodingRules.DER, out int consumed);
            _rest = _rest[consumed..];
            return oid;
        }
        catch (AsnContentException e)
        {
            throw Malformed(e);
        }
    }

    public ReadOnlySpan<byte> ReadOctetString(Asn1Tag? tag = null)
    {
        try
        {
            if (!AsnDecoder.TryReadPrimitiveOctetString(
                    _rest, AsnEncodingRules.DER, out ReadOnlySpan<byte> value, out int consumed, tag))
            {
                throw Malformed();
            }

            _rest = _rest[consumed..];
            return value;
        }
        catch (AsnContentException e)
        {
            throw Malformed(e);
        }
    }

    /// <summary>A bit string of whole bytes, as keys are.</summary>
    public ReadOnlySpan<byte> ReadBitString(Asn1Tag? tag = null)
    {
        try
        {
            if (!AsnDecoder.TryReadPrimitiveBitString(
                    _rest, AsnEncodingRules.DER, out int unusedBits, out ReadOnlySpan<byte> value, out int consumed, tag)
                || unusedBits != 0)
            {
                throw Malformed();
            }

            _rest = _rest[consumed..];
            return value;
        }
        catch (AsnContentException e)
        {
            throw Malformed(e);
        }
    }

    /// <summary>
    /// An AlgorithmIdentifier (RFC 5280, section 4.1.1.2) without parameters, as RFC 9881 and RFC 9935 demand. Returns the OID.
    /// </summary>
    public string ReadAlgorithmWithoutParameters()
    {
        DerReader algorithm = ReadSequence();
        string oid = algorithm.ReadObjectIdentifier();
        algorithm.ThrowIfNotAtEnd();
        return oid;
    }

    /// <summary>Passes over a value, which must be well-formed and have this tag.</summary>
    public void Skip(Asn1Tag tag) => ReadEncoded(tag);

    /// <summary>A value with its tag and length, which must be well-formed and have this tag.</summary>
    public ReadOnlySpan<byte> ReadEncoded(Asn1Tag tag)
    {
        try
        {
            if (AsnDecoder.ReadEncodedValue(_rest, AsnEncodingRules.DER, out _, out _, out int consumed) != tag)
                throw Malformed();
            ReadOnlySpan<byte> encoded = _rest[..consumed];
            _rest = _rest[consumed..];
            return encoded;
        }
        catch (AsnContentException e)
        {
            throw Malformed(e);
        }
    }

    public readonly void ThrowIfNotAtEnd()
    {
        if (!IsAtEnd)
            throw new CryptographicException("The encoding has data where its format allows none.");
    }

    private static CryptographicException Malformed(Exception? cause = null) =>
        new("The encoding is not the DER that its format demands.", cause);
}
