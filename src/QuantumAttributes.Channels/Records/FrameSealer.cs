using System.Buffers.Binary;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Records;

/// <summary>Seals one body, frame after frame, in order (protocol.md §4). One instance, one body, one thread at a time.</summary>
public sealed class FrameSealer : IDisposable
{
    private readonly AeadLease _aead;
    private readonly RecordNonce _nonce;
    private readonly ByteBudget _budget;
    private byte[] _associatedData;
    private uint _frame;
    private bool _complete;

    internal FrameSealer(AeadLease aead, RecordNonce nonce, byte[] associatedData, int maxPlaintext, ByteBudget budget)
    {
        _aead = aead;
        _nonce = nonce;
        _associatedData = associatedData;
        _budget = budget;
        MaxPlaintext = maxPlaintext;
    }

    /// <summary>The most plaintext bytes of one frame.</summary>
    public int MaxPlaintext { get; }

    /// <summary>Bytes that a frame adds to its plaintext.</summary>
    public const int Overhead = Frame.HeadSize + Frame.TagSize;

    /// <summary>The bytes of all frames of a body of so many bytes, where none but the last is shorter than it may be.</summary>
    public long SealedLength(long plaintextLength) =>
        plaintextLength + (Math.Max(1, (plaintextLength + MaxPlaintext - 1) / MaxPlaintext) * Overhead);

    /// <summary>
    /// Seals the next frame into the start of <paramref name="destination"/>, which takes <see cref="Overhead"/> bytes more than
    /// the plaintext, and returns the bytes written.
    /// </summary>
    /// <exception cref="ArgumentException">The plaintext is longer than <see cref="MaxPlaintext"/>, or empty in a frame that is not the last.</exception>
    /// <exception cref="InvalidOperationException">The last frame has been sealed already.</exception>
    /// <exception cref="ChannelException">The channel has carried as much as it may, or the body has 2^31 frames.</exception>
    public int Seal(ReadOnlySpan<byte> plaintext, bool last, Span<byte> destination)
    {
        if (plaintext.Length > MaxPlaintext || (plaintext.IsEmpty && !last))
            throw new ArgumentException("A frame holds at least one byte unless it is the last, and no more than was agreed.", nameof(plaintext));
        if (_complete)
            throw new InvalidOperationException("The body is complete.");
        if (_frame >= Frame.LastBit || !_budget.TrySpend(plaintext.Length))
            throw new ChannelException("The channel has carried as much as it may.");

        uint lastBit = last ? Frame.LastBit : 0;
        int sealedLength = plaintext.Length + Frame.TagSize;
        BinaryPrimitives.WriteUInt32BigEndian(destination, lastBit | (uint)sealedLength);
        Span<byte> body = destination.Slice(Frame.HeadSize, sealedLength);
        Span<byte> nonce = stackalloc byte[RecordNonce.Size];
        _nonce.Write(lastBit | _frame, nonce);
        NonceWitness.Tell(_aead.KeyName, nonce);
        _frame++; // first: whatever happens, no nonce comes twice
        Aes256Gcm aead = _aead.Take();
        try
        {
            aead.Encrypt(nonce, plaintext, body[..plaintext.Length], body[plaintext.Length..], _associatedData);
        }
        finally
        {
            _aead.Put(aead);
        }

        _associatedData = []; // only frame 0 carries the head's
        _complete = last;
        return Frame.HeadSize + sealedLength;
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _aead.Dispose();
}
