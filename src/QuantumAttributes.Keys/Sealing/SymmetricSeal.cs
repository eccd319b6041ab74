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
    private const int TagSize = 16;
    private const int CipherKeySize = 32;
    private const int CipherNonceSize = 12;
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
        KeyId id, ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, RandomNumberGenerator random)
    {
        byte[] sealedData = new byte[Overhead + plaintext.Length];
        id.ToArray().AsSpan(0, KeyIdSize).CopyTo(sealedData);
        Span<byte> nonce = sealedData.AsSpan(KeyIdSize, NonceSize);
        random.GetBytes(nonce);
        using SecretBytes cipher = Derive(key, nonce);
        using AesGcm aes = new(cipher.Span[..CipherKeySize], TagSize);
        aes.Encrypt(
            cipher.Span[CipherKeySize..], plaintext, sealedData.AsSpan(KeyIdSize + NonceSize, plaintext.Length), sealedData.AsSpan(^TagSize..),
            AssociatedData(sealedData, associatedData));
        return sealedData;
    }

    /// <summary>Whether it says that it is sealed under this key.</summary>
    public static bool Names(ReadOnlySpan<byte> sealedData, KeyId id) =>
        sealedData.Length >= Overhead && sealedData.StartsWith(id.ToArray().AsSpan(0, KeyIdSize));

    /// <exception cref="CryptographicException">It is not authentic.</exception>
    public byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedData, ReadOnlySpan<byte> associatedData)
    {
        byte[] plaintext = new byte[sealedData.Length - Overhead];
        using SecretBytes cipher = Derive(key, sealedData.Slice(KeyIdSize, NonceSize));
        using AesGcm aes = new(cipher.Span[..CipherKeySize], TagSize);
        aes.Decrypt(
            cipher.Span[CipherKeySize..], sealedData[(KeyIdSize + NonceSize)..^TagSize], sealedData[^TagSize..], plaintext,
            AssociatedData(sealedData, associatedData));
        return plaintext;
    }

    private byte[] AssociatedData(ReadOnlySpan<byte> sealedData, ReadOnlySpan<byte> more) => [.. _label, .. sealedData[..KeyIdSize], .. more];

    private SecretBytes Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce)
    {
        using SecretBytes prk = new(SHA256.HashSizeInBytes);
        HKDF.Extract(HashAlgorithmName.SHA256, key, nonce, prk.Span);
        SecretBytes cipher = new(CipherKeySize + CipherNonceSize);
        HKDF.Expand(HashAlgorithmName.SHA256, prk.Span, cipher.Span, _label);
        return cipher;
    }
}
