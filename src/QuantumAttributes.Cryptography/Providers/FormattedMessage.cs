using System.Buffers;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// What a signature is over in the end, M' (FIPS 205, Algorithms 22 to 25): the domain separator, the context and the message, or
/// the context, the hash function and the hash. For implementations that take M' whole. Disposal gives the buffer back, cleared.
/// </summary>
internal readonly ref struct FormattedMessage : IDisposable
{
    private const byte Pure = 0;
    private const byte PreHash = 1;

    // Separator, size of the context, context, and an object identifier that fits in short form.
    private const int MaxPrefixSize = 2 + byte.MaxValue + 2 + sbyte.MaxValue;

    private readonly byte[] _buffer;

    /// <exception cref="AlgorithmNotSupportedException">The input is a message representative, which has no M'.</exception>
    /// <exception cref="ArgumentException">The message is too long for a buffer.</exception>
    public FormattedMessage(SignatureInput input)
    {
        if (input.Kind == SignatureInputKind.Mu)
            throw NoRepresentative();
        if (input.Data.Length > Array.MaxLength - MaxPrefixSize)
            throw new ArgumentException("The message is too long: M' does not fit into a buffer.", nameof(input));

        ReadOnlySpan<byte> hashOid = input.HashAlgorithmOid is { } oid ? PreHashFunction.EncodedOid(oid) : default;
        Length = 2 + input.Context.Length + hashOid.Length + input.Data.Length;
        _buffer = ArrayPool<byte>.Shared.Rent(Length);
        _buffer[0] = input.Kind == SignatureInputKind.PreHash ? PreHash : Pure;
        _buffer[1] = (byte)input.Context.Length;
        Span<byte> rest = _buffer.AsSpan(2);
        input.Context.CopyTo(rest);
        rest = rest[input.Context.Length..];
        hashOid.CopyTo(rest);
        input.Data.CopyTo(rest[hashOid.Length..]);
    }

    /// <summary>The buffer, whose first <see cref="Length"/> bytes are the message.</summary>
    public byte[] Buffer => _buffer;

    public int Length { get; }

    /// <summary>What to throw for an input that only ML-DSA defines.</summary>
    public static AlgorithmNotSupportedException NoRepresentative() =>
        new("SLH-DSA signs messages and hashes, and no message representative.");

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
}
