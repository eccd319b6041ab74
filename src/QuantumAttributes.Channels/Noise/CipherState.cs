using System.Buffers.Binary;
using System.Security.Cryptography;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Noise;

/// <summary>
/// A CipherState of the Noise Protocol Framework, revision 34, §5.1, over AES-256-GCM, with empty associated data: one direction of a
/// connection, whose messages come in order and are counted by both sides. It changes its key itself (§4.2, REKEY).
/// </summary>
/// <remarks>One thread at a time. The key is wiped on dispose.</remarks>
internal sealed class CipherState : IDisposable
{
    /// <summary>How many messages a key seals: 2^16 (protocol.md §5).</summary>
    public const int MessagesPerKey = 1 << 16;

    private readonly SymmetricCryptography _symmetric;
    private readonly byte[] _k = GC.AllocateArray<byte>(Aes256Gcm.KeySize, pinned: true); // the collector leaves no copies behind
    private Aes256Gcm _aead;
    private UInt128 _keyName;
    private ulong _n;
    private bool _disposed;

    /// <summary>InitializeKey(key).</summary>
    /// <param name="symmetric">The cipher.</param>
    /// <param name="key">32 bytes, which are copied.</param>
    public CipherState(SymmetricCryptography symmetric, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Aes256Gcm.KeySize);
        _symmetric = symmetric;
        key.CopyTo(_k);
        _aead = symmetric.CreateAes256Gcm(_k);
        _keyName = NonceWitness.NameOf(_k);
    }

    /// <summary>EncryptWithAd("", plaintext), with the tag behind the ciphertext. The plaintext may be the ciphertext's start.</summary>
    /// <param name="plaintext">What is encrypted.</param>
    /// <param name="destination">Receives as many bytes and 16 more.</param>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> destination)
    {
        Span<byte> nonce = stackalloc byte[Aes256Gcm.NonceSize];
        Next(nonce); // first: whatever happens, no nonce comes twice
        NonceWitness.Tell(_keyName, nonce);
        _aead.Encrypt(nonce, plaintext, destination[..plaintext.Length], destination.Slice(plaintext.Length, Aes256Gcm.TagSize));
    }

    /// <summary>DecryptWithAd("", ciphertext). The plaintext may take the ciphertext's place.</summary>
    /// <param name="ciphertext">Ciphertext and tag.</param>
    /// <param name="destination">Receives 16 bytes fewer.</param>
    /// <returns>Whether it is the next message of the other side. If not, nothing that follows can be told from a forgery: the connection is over.</returns>
    /// <exception cref="ObjectDisposedException">The key has been wiped.</exception>
    public bool TryDecrypt(ReadOnlySpan<byte> ciphertext, Span<byte> destination)
    {
        int length = ciphertext.Length - Aes256Gcm.TagSize;
        if (length < 0)
            return false;
        Span<byte> nonce = stackalloc byte[Aes256Gcm.NonceSize];
        Next(nonce);
        try
        {
            _aead.Decrypt(nonce, ciphertext[..length], ciphertext[length..], destination[..length]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_k);
        _aead.Dispose();
    }

    private void Next(Span<byte> nonce)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_n == ulong.MaxValue)
            throw new InvalidOperationException("The state has sealed all that it may.");
        if (_n % MessagesPerKey == 0 && _n > 0)
            Rekey();
        WriteNonce(_n++, nonce);
    }

    // k = the first 32 bytes of ENCRYPT(k, 2^64 - 1, "", 32 zeros); n stays.
    private void Rekey()
    {
        Span<byte> nonce = stackalloc byte[Aes256Gcm.NonceSize];
        Span<byte> tag = stackalloc byte[Aes256Gcm.TagSize];
        Span<byte> key = stackalloc byte[Aes256Gcm.KeySize];
        key.Clear();
        WriteNonce(ulong.MaxValue, nonce);
        _aead.Encrypt(nonce, key, key, tag);
        _aead.Dispose();
        key.CopyTo(_k);
        CryptographicOperations.ZeroMemory(key);
        _aead = _symmetric.CreateAes256Gcm(_k);
        _keyName = NonceWitness.NameOf(_k);
    }

    // AESGCM nonce (§12.4): 32 bits of zeros, then n in big-endian.
    private static void WriteNonce(ulong n, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], n);
    }
}
