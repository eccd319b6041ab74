using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Sealing;

/// <summary>
/// Data sealed under a symmetric key of the ring, in the form of a ticket (protocol.md, section 6): <c>key id (4) | nonce (32) | AES-256-GCM</c>,
/// where key and nonce of the cipher are <c>Expand(Extract(nonce, key), label, 44)</c> with HKDF-SHA256, fresh each time, and the associated
/// data <c>label | key id</c> and what the caller adds. The key id is the first four bytes of the ring's. Each purpose has a label of its own.
/// </summary>
internal sealed class SymmetricSeal
{
    public const int KeyIdSize = 4;

    private const int NonceSize = 32;
    private const int TagSize = Aes256Gcm.TagSize;
    private const int Overhead = KeyIdSize + NonceSize + TagSize;

    private readonly byte[] _label;

    private SymmetricSeal(string label) => _label = Encoding.ASCII.GetBytes(label);

    /// <summary>A session ticket.</summary>
    public static SymmetricSeal SessionTicket { get; } = new("qa1 ticket");

    /// <summary>The secrets of a channel in a store that servers share.</summary>
    public static SymmetricSeal StoredChannel { get; } = new("qa1 stored channel");

    /// <summary>What a store outside the process keeps of requests with an idempotency key.</summary>
    public static SymmetricSeal StoredAnswer { get; } = new("qa1 stored answer");

    /// <summary>How keys of this purpose seal; null where they are not symmetric.</summary>
    public static SymmetricSeal? Of(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.SessionTickets => SessionTicket,
        KeyPurpose.StoredChannels => StoredChannel,
        KeyPurpose.StoredAnswers => StoredAnswer,
        _ => null,
    };

    public byte[] Seal(
        KeyId id, ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, ProviderSet providers)
    {
        byte[] sealedData = new byte[Overhead + plaintext.Length];
        Name(id, stackalloc byte[KeyId.Size]).CopyTo(sealedData);
        Span<byte> nonce = sealedData.AsSpan(KeyIdSize, NonceSize);
        providers.Random.GetBytes(nonce);
        Span<byte> cipherNonce = stackalloc byte[Aes256Gcm.NonceSize];
        using Aes256Gcm cipher = CreateCipher(key, nonce, providers.Symmetric, cipherNonce);
        cipher.Encrypt(
            cipherNonce, plaintext, sealedData.AsSpan(KeyIdSize + NonceSize, plaintext.Length), sealedData.AsSpan(^TagSize..),
            AssociatedData(sealedData, associatedData));
        return sealedData;
    }

    /// <summary>Whether it says that it is sealed under this key.</summary>
    public static bool Names(ReadOnlySpan<byte> sealedData, KeyId id) =>
        sealedData.Length >= Overhead && sealedData.StartsWith(Name(id, stackalloc byte[KeyId.Size]));

    /// <exception cref="CryptographicException">It is not authentic.</exception>
    public byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedData, ReadOnlySpan<byte> associatedData, ProviderSet providers)
    {
        byte[] plaintext = new byte[sealedData.Length - Overhead];
        Span<byte> cipherNonce = stackalloc byte[Aes256Gcm.NonceSize];
        using Aes256Gcm cipher = CreateCipher(key, sealedData.Slice(KeyIdSize, NonceSize), providers.Symmetric, cipherNonce);
        cipher.Decrypt(
            cipherNonce, sealedData[(KeyIdSize + NonceSize)..^TagSize], sealedData[^TagSize..], plaintext,
            AssociatedData(sealedData, associatedData));
        return plaintext;
    }

    private static ReadOnlySpan<byte> Name(KeyId id, Span<byte> memory)
    {
        id.CopyTo(memory);
        return memory[..KeyIdSize];
    }

    private byte[] AssociatedData(ReadOnlySpan<byte> sealedData, ReadOnlySpan<byte> more) => [.. _label, .. sealedData[..KeyIdSize], .. more];

    private Aes256Gcm CreateCipher(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, SymmetricCryptography symmetric, Span<byte> cipherNonce)
    {
        Span<byte> prk = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> keyAndNonce = stackalloc byte[Aes256Gcm.KeySize + Aes256Gcm.NonceSize];
        try
        {
            symmetric.HkdfExtract(HashAlgorithmName.SHA256, key, nonce, prk);
            symmetric.HkdfExpand(HashAlgorithmName.SHA256, prk, keyAndNonce, _label);
            keyAndNonce[Aes256Gcm.KeySize..].CopyTo(cipherNonce);
            return symmetric.CreateAes256Gcm(keyAndNonce[..Aes256Gcm.KeySize]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(prk);
            CryptographicOperations.ZeroMemory(keyAndNonce);
        }
    }
}
