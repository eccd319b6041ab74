using System.Buffers.Binary;
using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Records;

/// <summary>Opens one body, frame after frame, in order (protocol.md §4). One instance, one body, one thread at a time.</summary>
public sealed class FrameOpener : IDisposable
{
    private readonly AeadLease _aead;
    private readonly RecordNonce _nonce;
    private readonly ByteBudget _budget;
    private byte[] _associatedData;
    private uint _frame;
    private bool _complete;

    internal FrameOpener(AeadLease aead, RecordNonce nonce, byte[] associatedData, int maxPlaintext, ByteBudget budget)
    {
        _aead = aead;
        _nonce = nonce;
        _associatedData = associatedData;
        _budget = budget;
        MaxPlaintext = maxPlaintext;
    }

    /// <summary>The most plaintext bytes of one frame.</summary>
    public int MaxPlaintext { get; }

    /// <summary>Reads a frame's head of <see cref="Frame.HeadSize"/> bytes.</summary>
    /// <param name="head">The head.</param>
    /// <param name="sealedLength">The length of ciphertext and tag that follow, in bytes.</param>
    /// <param name="last">Whether the frame ends the body.</param>
    /// <returns>Whether a frame can have this head: not too long, not too short, and not empty unless it is the last.</returns>
    public bool TryReadHead(ReadOnlySpan<byte> head, out int sealedLength, out bool last)
    {
        uint value = BinaryPrimitives.ReadUInt32BigEndian(head);
        last = (value & Frame.LastBit) != 0;
        uint length = value & ~Frame.LastBit;
        sealedLength = (int)length;
        uint least = last ? Frame.TagSize : Frame.TagSize + 1u;
        return length >= least && length <= (uint)(MaxPlaintext + Frame.TagSize);
    }

    /// <summary>
    /// Opens the next frame into the start of <paramref name="plaintext"/>, which takes <see cref="Frame.TagSize"/> bytes fewer and may be
    /// the start of the sealed frame itself.
    /// </summary>
    /// <returns>Whether it is authentic, the next in order, and within what the channel may carry; if not, nothing of it is left there.</returns>
    public bool TryOpen(ReadOnlySpan<byte> sealedFrame, bool last, Span<byte> plaintext)
    {
        int length = sealedFrame.Length - Frame.TagSize;
        if (length < (last ? 0 : 1) || length > MaxPlaintext || _complete || _frame >= Frame.LastBit || !_budget.TrySpend(length))
            return false;
        Span<byte> nonce = stackalloc byte[RecordNonce.Size];
        _nonce.Write((last ? Frame.LastBit : 0) | _frame, nonce);
        Aes256Gcm aead = _aead.Take();
        try
        {
            aead.Decrypt(nonce, sealedFrame[..length], sealedFrame[length..], plaintext[..length], _associatedData);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            _aead.Put(aead);
        }

        _frame++;
        _associatedData = []; // only frame 0 carries the head's
        _complete = last;
        return true;
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _aead.Dispose();
}
