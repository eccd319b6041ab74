using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The encryption context of RFC 9180, section 5.2, which the sender and the receiver each wrap for their own direction.</summary>
/// <remarks>Safe to use from many threads: one call at a time gets in, so that no nonce is used twice.</remarks>
internal sealed class HpkeContext(HpkeSuite suite, HpkeSecrets secrets) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AeadCipher? _cipher = AeadCipher.Create(suite.Aead, secrets.Key);
    private bool _disposed;

    /// <summary>
    /// seq. The RFC lets it be shorter than a nonce; the last value is not used, so that it never wraps.
    /// </summary>
    public ulong SequenceNumber { get; set; }

    /// <summary>ContextS.Seal.</summary>
    public void Seal(object owner, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, ReadOnlySpan<byte> aad)
    {
        if (ciphertext.Length != (long)plaintext.Length + AeadCipher.TagSize)
            throw new ArgumentException($"The ciphertext has {AeadCipher.TagSize} bytes more than the plaintext.", nameof(ciphertext));
        RefuseOverlap(plaintext, ciphertext);
        lock (_gate)
        {
            (AeadCipher cipher, ulong sequenceNumber) = Next(owner);
            cipher.Seal(ComputeNonce(sequenceNumber, stackalloc byte[secrets.BaseNonce.Length]), aad, plaintext, ciphertext);
            SequenceNumber++;
        }
    }

    /// <summary>ContextR.Open. Writes nothing but zeros when the ciphertext is refused.</summary>
    public void Open(object owner, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext, ReadOnlySpan<byte> aad)
    {
        if (plaintext.Length != PlaintextSize(ciphertext))
            throw new ArgumentException($"The plaintext has {AeadCipher.TagSize} bytes less than the ciphertext.", nameof(plaintext));
        RefuseOverlap(ciphertext, plaintext);
        lock (_gate)
        {
            (AeadCipher cipher, ulong sequenceNumber) = Next(owner);
            bool opened = false;
            try
            {
                cipher.Open(ComputeNonce(sequenceNumber, stackalloc byte[secrets.BaseNonce.Length]), aad, ciphertext, plaintext);
                SequenceNumber++;
                opened = true;
            }
            finally
            {
                if (!opened)
                    CryptographicOperations.ZeroMemory(plaintext);
            }
        }
    }

    /// <exception cref="CryptographicException">The ciphertext has no room for a tag.</exception>
    public static int PlaintextSize(ReadOnlySpan<byte> ciphertext) => ciphertext.Length >= AeadCipher.TagSize
        ? ciphertext.Length - AeadCipher.TagSize
        : throw new CryptographicException($"The ciphertext has {ciphertext.Length} bytes, less than a tag.");

    /// <summary>Context.Export.</summary>
    public void Export(object owner, ReadOnlySpan<byte> exporterContext, Span<byte> exported)
    {
        CheckExportSize(exported.Length);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, owner);
            suite.KeySchedule.Export(suite.Id, secrets.ExporterSecret, exporterContext, exported);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The KDF does not export so many bytes.</exception>
    public void CheckExportSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, suite.KeySchedule.MaxExportSize);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _cipher?.Dispose();
            secrets.Dispose();
        }
    }

    // Tags of two plaintexts under one nonce give the key away: an overlapping buffer could encrypt what it has just written.
    private static void RefuseOverlap(ReadOnlySpan<byte> input, ReadOnlySpan<byte> output)
    {
        if (input.Overlaps(output))
            throw new ArgumentException("The plaintext and the ciphertext overlap.", nameof(output));
    }

    private (AeadCipher Cipher, ulong SequenceNumber) Next(object owner)
    {
        ObjectDisposedException.ThrowIf(_disposed, owner);
        AeadCipher cipher = _cipher ?? throw new NotSupportedException($"{suite} only exports secrets.");
        return SequenceNumber < ulong.MaxValue
            ? (cipher, SequenceNumber)
            : throw new CryptographicException("The context has reached its message limit (RFC 9180, section 5.2).");
    }

    /// <summary>ComputeNonce: <c>xor(base_nonce, I2OSP(seq, Nn))</c>.</summary>
    private Span<byte> ComputeNonce(ulong sequenceNumber, Span<byte> nonce)
    {
        secrets.BaseNonce.CopyTo(nonce);
        Span<byte> last = nonce[^sizeof(ulong)..];
        BinaryPrimitives.WriteUInt64BigEndian(last, BinaryPrimitives.ReadUInt64BigEndian(last) ^ sequenceNumber);
        return nonce;
    }
}
