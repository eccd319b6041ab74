using System.Buffers.Binary;
using QuantumAttributes.Channels.Records;

namespace QuantumAttributes.Channels.Idempotency;

/// <summary>
/// What a store outside the process keeps of a request with an idempotency key, to be sealed with
/// <see cref="IdempotentRequest.AssociatedData"/>: what the request asked for, and the answer that it got. As bytes
/// <c>fingerprint (32)</c>, and after it nothing, or <c>u16 status | lp(headers) | body</c>, the headers as they travel sealed.
/// </summary>
/// <param name="Fingerprint">The request's, <see cref="IdempotentRequest.FingerprintSize"/> bytes.</param>
/// <param name="Answer">The answer; null where there is none, or none yet.</param>
/// <remarks>Immutable. Safe to share between threads.</remarks>
public sealed record StoredUse(ReadOnlyMemory<byte> Fingerprint, KeptAnswer? Answer)
{
    private const int StatusSize = sizeof(ushort);
    private const int HeadSize = IdempotentRequest.FingerprintSize + StatusSize + sizeof(uint);

    /// <summary>The bytes. They hold the answer as it is: whoever seals them wipes them.</summary>
    /// <exception cref="ArgumentException">The fingerprint has another size, or the headers are longer than a store takes.</exception>
    public byte[] Encode()
    {
        if (Fingerprint.Length != IdempotentRequest.FingerprintSize)
            throw new ArgumentException($"A fingerprint has {IdempotentRequest.FingerprintSize} bytes.");
        if (Answer is null)
            return Fingerprint.ToArray();
        int headers = Answer.Headers.EncodedSize;
        if (headers > ProtectedHeaders.MaxEncodedSize)
            throw new ArgumentException($"Headers have at most {ProtectedHeaders.MaxEncodedSize} bytes.");
        var encoded = new byte[HeadSize + headers + Answer.Body.Length];
        Fingerprint.Span.CopyTo(encoded);
        BinaryPrimitives.WriteUInt16BigEndian(encoded.AsSpan(IdempotentRequest.FingerprintSize), checked((ushort)Answer.Status));
        BinaryPrimitives.WriteUInt32BigEndian(encoded.AsSpan(IdempotentRequest.FingerprintSize + StatusSize), (uint)headers);
        Answer.Headers.Encode(encoded.AsSpan(HeadSize, headers));
        Answer.Body.Span.CopyTo(encoded.AsSpan(HeadSize + headers));
        return encoded;
    }

    /// <summary>Reads the bytes, of which the answer's body stays a part; null where they are none that <see cref="Encode"/> writes.</summary>
    public static StoredUse? Decode(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.Length < IdempotentRequest.FingerprintSize)
            return null;
        ReadOnlyMemory<byte> fingerprint = encoded[..IdempotentRequest.FingerprintSize];
        if (encoded.Length == IdempotentRequest.FingerprintSize)
            return new StoredUse(fingerprint, null);
        if (encoded.Length < HeadSize)
            return null;
        ushort status = BinaryPrimitives.ReadUInt16BigEndian(encoded.Span[IdempotentRequest.FingerprintSize..]);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(encoded.Span[(IdempotentRequest.FingerprintSize + StatusSize)..]);
        if (length > encoded.Length - HeadSize)
            return null;
        int headersEnd = HeadSize + (int)length;
        return ProtectedHeaders.Decode(encoded.Span[HeadSize..headersEnd]) is { } headers
            ? new StoredUse(fingerprint, new KeptAnswer(status, headers, encoded[headersEnd..]))
            : null;
    }
}
