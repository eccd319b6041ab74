using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// One end of an HPKE context (RFC 9180, section 5.2): an <see cref="HpkeSender"/> or an <see cref="HpkeReceiver"/>. Both export
/// the same secrets (section 5.3).
/// </summary>
/// <remarks>
/// Safe to use from many threads: calls take turns, so that no nonce is used twice. Disposal waits for a call under way and
/// zeroes the keys.
/// </remarks>
public abstract class HpkeContext : IDisposable
{
    // OpenSSL's HKDF takes 32 KiB, labels included.
    private const int MaxExporterContextSize = 16 * 1024;

    private readonly Lock _turn = new();
    private readonly HpkeSecrets _secrets;
    private readonly AeadCipher? _cipher;
    private bool _disposed;

    private protected HpkeContext(HpkeSuite suite, HpkeSecrets secrets)
    {
        Suite = suite;
        _secrets = secrets;
        _cipher = AeadCipher.Create(suite.Aead, secrets.Key);
    }

    private protected delegate void Crypt(
        AeadCipher cipher, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> input, Span<byte> output);

    /// <summary>The suite in use.</summary>
    public HpkeSuite Suite { get; }

    /// <summary>seq. The RFC lets it be shorter than a nonce; its last value is not used, so that it never wraps.</summary>
    internal ulong SequenceNumber { get; set; }

    /// <summary>Derives a secret that the other end derives alike (Context.Export).</summary>
    /// <param name="exporterContext">What the secret is for, at most 16,384 bytes.</param>
    /// <param name="exported">
    /// Receives the secret: 1 to 255·Nh bytes, Nh being the size of the KDF's output. Zero it after use.
    /// </param>
    /// <exception cref="ArgumentException">The secret is to be longer, or empty; or the context has more than 16,384 bytes.</exception>
    /// <exception cref="ObjectDisposedException">The context has been disposed.</exception>
    public void Export(ReadOnlySpan<byte> exporterContext, Span<byte> exported)
    {
        CheckExportSize(exported.Length);
        if (exporterContext.Length > MaxExporterContextSize)
            throw new ArgumentException(
                $"The exporter context has at most {MaxExporterContextSize} bytes.", nameof(exporterContext));
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Suite.KeySchedule.Export(Suite.Id, _secrets.ExporterSecret, exporterContext, exported);
        }
    }

    /// <summary>Derives a secret that the other end derives alike (Context.Export).</summary>
    /// <param name="exporterContext">What the secret is for, at most 16,384 bytes.</param>
    /// <param name="size">Its size: 1 to 255·Nh bytes, Nh being the size of the KDF's output.</param>
    /// <returns>The secret. Zero it after use.</returns>
    /// <exception cref="ArgumentException">The secret is to be longer, or empty; or the context has more than 16,384 bytes.</exception>
    /// <exception cref="ObjectDisposedException">The context has been disposed.</exception>
    public byte[] Export(ReadOnlySpan<byte> exporterContext, int size)
    {
        CheckExportSize(size);
        byte[] exported = new byte[size];
        Export(exporterContext, exported);
        return exported;
    }

    /// <summary>Zeroes the keys.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            _disposed = true;
            _cipher?.Dispose();
            _secrets.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Encrypts or decrypts under the next sequence number, which counts on only if that succeeds; else the output is zeroed, so that
    /// no part of a ciphertext is left whose nonce is used again.
    /// </summary>
    private protected void CryptNext(Crypt crypt, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> input, Span<byte> output)
    {
        // An output that begins inside the input would be read again as input.
        if (input.Overlaps(output))
            throw new ArgumentException("The plaintext and the ciphertext overlap.", nameof(output));
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_cipher is null)
                throw new NotSupportedException($"{Suite} only exports secrets.");
            if (SequenceNumber == ulong.MaxValue)
                throw new CryptographicException("The context has reached its message limit (RFC 9180, section 5.2).");

            Span<byte> nonce = stackalloc byte[_secrets.BaseNonce.Length];
            ComputeNonce(nonce);
            bool done = false;
            try
            {
                crypt(_cipher, nonce, aad, input, output);
                SequenceNumber++;
                done = true;
            }
            finally
            {
                if (!done)
                    CryptographicOperations.ZeroMemory(output);
            }
        }
    }

    /// <summary>ComputeNonce: <c>xor(base_nonce, I2OSP(seq, Nn))</c>.</summary>
    private void ComputeNonce(Span<byte> nonce)
    {
        _secrets.BaseNonce.CopyTo(nonce);
        Span<byte> last = nonce[^sizeof(ulong)..];
        BinaryPrimitives.WriteUInt64BigEndian(last, BinaryPrimitives.ReadUInt64BigEndian(last) ^ SequenceNumber);
    }

    private void CheckExportSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Suite.KeySchedule.MaxExportSize);
    }
}
