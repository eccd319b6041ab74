using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Noise;

/// <summary>
/// The SymmetricState of the Noise Protocol Framework, revision 34, §5.2, with its CipherState (§5.1): AES-256-GCM, and the suite's
/// hash. Operations have the names that Noise gives them. One handshake uses one instance, from one thread.
/// </summary>
internal sealed class SymmetricState : IDisposable
{
    public const int TagSize = Aes256Gcm.TagSize;
    private const int KeySize = Aes256Gcm.KeySize;
    private const int NonceSize = Aes256Gcm.NonceSize;
    private const int MaxAtOnce = 2048;

    private readonly HashAlgorithmName _hash;
    private readonly byte[] _ck;
    private readonly byte[] _h;
    private readonly byte[] _k = GC.AllocateArray<byte>(KeySize, pinned: true); // the collector leaves no copies behind
    private bool _hasKey;
    private ulong _n;

    /// <summary>InitializeSymmetric(protocol_name): a name no longer than the hash is padded with zeros, a longer one is hashed.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="symmetric">The cipher and HKDF.</param>
    public SymmetricState(ChannelSuite suite, SymmetricCryptography symmetric)
    {
        Symmetric = symmetric;
        _hash = suite.Hash;
        _ck = GC.AllocateArray<byte>(suite.HashLength, pinned: true);
        _h = new byte[suite.HashLength];
        byte[] name = Encoding.ASCII.GetBytes(suite.ProtocolName);
        if (name.Length <= _h.Length)
            name.CopyTo(_h, 0);
        else
            CryptographicOperations.HashData(_hash, name, _h);
        _h.CopyTo(_ck, 0);
    }

    public SymmetricCryptography Symmetric { get; }

    /// <summary>The transcript hash h so far.</summary>
    public ReadOnlySpan<byte> HandshakeHash => _h;

    /// <summary>MixHash(data): h = HASH(h | data).</summary>
    public void MixHash(ReadOnlySpan<byte> data)
    {
        if (data.Length <= MaxAtOnce)
        {
            MixHashAtOnce(data);
            return;
        }

        using var hash = IncrementalHash.CreateHash(_hash);
        hash.AppendData(_h);
        hash.AppendData(data);
        hash.GetHashAndReset(_h);
    }

    /// <summary>MixKey(ikm): ck, temp_k = HKDF(ck, ikm, 2).</summary>
    public void MixKey(ReadOnlySpan<byte> inputKeyMaterial)
    {
        Span<byte> output = stackalloc byte[2 * _ck.Length];
        try
        {
            Hkdf(inputKeyMaterial, output);
            output[.._ck.Length].CopyTo(_ck);
            InitializeKey(output[_ck.Length..]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(output);
        }
    }

    /// <summary>MixKeyAndHash(ikm): ck, temp_h, temp_k = HKDF(ck, ikm, 3).</summary>
    public void MixKeyAndHash(ReadOnlySpan<byte> inputKeyMaterial)
    {
        Span<byte> output = stackalloc byte[3 * _ck.Length];
        try
        {
            Hkdf(inputKeyMaterial, output);
            output[.._ck.Length].CopyTo(_ck);
            MixHash(output[_ck.Length..(2 * _ck.Length)]);
            InitializeKey(output[(2 * _ck.Length)..]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(output);
        }
    }

    /// <summary>EncryptAndHash(plaintext), written to <paramref name="destination"/>: <see cref="TagSize"/> bytes longer than the plaintext.</summary>
    public void EncryptAndHash(ReadOnlySpan<byte> plaintext, Span<byte> destination)
    {
        RequireKey();
        Span<byte> nonce = stackalloc byte[NonceSize];
        NextNonce(nonce);
        using Aes256Gcm aead = Symmetric.CreateAes256Gcm(_k);
        aead.Encrypt(nonce, plaintext, destination[..plaintext.Length], destination.Slice(plaintext.Length, TagSize), _h);
        MixHash(destination[..(plaintext.Length + TagSize)]);
    }

    /// <summary>DecryptAndHash(ciphertext), written to <paramref name="destination"/>: <see cref="TagSize"/> bytes shorter than the ciphertext.</summary>
    /// <exception cref="AuthenticationTagMismatchException">The ciphertext, or anything in the transcript before it, is not what the peer sent.</exception>
    public void DecryptAndHash(ReadOnlySpan<byte> ciphertext, Span<byte> destination)
    {
        RequireKey();
        int length = ciphertext.Length - TagSize;
        Span<byte> nonce = stackalloc byte[NonceSize];
        NextNonce(nonce);
        using Aes256Gcm aead = Symmetric.CreateAes256Gcm(_k);
        aead.Decrypt(nonce, ciphertext[..length], ciphertext[length..], destination[..length], _h);
        MixHash(ciphertext);
    }

    /// <summary>Split(): the two keys that leave the handshake, the client's first: 32 bytes each, secret, and wiped by the caller.</summary>
    public void Split(Span<byte> clientKey, Span<byte> serverKey)
    {
        Span<byte> output = stackalloc byte[2 * _ck.Length];
        try
        {
            Hkdf([], output);
            output[..KeySize].CopyTo(clientKey);
            output.Slice(_ck.Length, KeySize).CopyTo(serverKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(output);
        }
    }

    /// <summary>
    /// <see cref="Split"/>, and of its keys <c>prk_x = Extract(salt = h, k_x)</c> (protocol.md §3, "Keys"), the client's first: of the hash's
    /// length each, secret, and wiped by the caller.
    /// </summary>
    public void SplitAndExtract(Span<byte> clientPrk, Span<byte> serverPrk)
    {
        Span<byte> clientKey = stackalloc byte[KeySize];
        Span<byte> serverKey = stackalloc byte[KeySize];
        try
        {
            Split(clientKey, serverKey);
            Symmetric.HkdfExtract(_hash, clientKey, _h, clientPrk);
            Symmetric.HkdfExtract(_hash, serverKey, _h, serverPrk);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clientKey);
            CryptographicOperations.ZeroMemory(serverKey);
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_ck);
        CryptographicOperations.ZeroMemory(_k);
        _hasKey = false;
    }

    // Which takes a third of the time: no context is made.
    private void MixHashAtOnce(ReadOnlySpan<byte> data)
    {
        Span<byte> both = stackalloc byte[_h.Length + data.Length];
        _h.CopyTo(both);
        data.CopyTo(both[_h.Length..]);
        CryptographicOperations.HashData(_hash, both, _h);
        CryptographicOperations.ZeroMemory(both);
    }

    // Noise's HKDF (§4.3) is RFC 5869 with ck as salt and empty info.
    private void Hkdf(ReadOnlySpan<byte> inputKeyMaterial, Span<byte> output)
    {
        Span<byte> temporaryKey = stackalloc byte[_ck.Length];
        try
        {
            Symmetric.HkdfExtract(_hash, inputKeyMaterial, _ck, temporaryKey);
            Symmetric.HkdfExpand(_hash, temporaryKey, output, info: []);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(temporaryKey);
        }
    }

    private void InitializeKey(ReadOnlySpan<byte> key)
    {
        key[..KeySize].CopyTo(_k);
        _hasKey = true;
        _n = 0;
    }

    // AESGCM nonce (§12.4): 32 bits of zeros, then n in big-endian.
    private void NextNonce(Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], _n++);
    }

    // Noise passes plaintext through while there is no key; no message of pqNK needs that, so here it is a mistake.
    private void RequireKey()
    {
        if (!_hasKey)
            throw new InvalidOperationException("The handshake has no key yet.");
    }
}
