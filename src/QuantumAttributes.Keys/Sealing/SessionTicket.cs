using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Sealing;

/// <summary>
/// A ticket (protocol.md, section 6): <c>key id (4) | nonce (32) | AES-256-GCM</c>, where key and nonce of the cipher are
/// <c>Expand(Extract(nonce, ticket key), "qa1 ticket", 44)</c> with HKDF-SHA256, fresh for each ticket, and the associated data
/// <c>"qa1 ticket" | key id</c> and what the caller adds. The key id is the first four bytes of the ring's.
/// </summary>
internal static class SessionTicket
{
    public const int KeyIdSize = 4;

    private const int NonceSize = 32;
    private const int TagSize = 16;
    private const int CipherKeySize = 32;
    private const int CipherNonceSize = 12;
    private const int Overhead = KeyIdSize + NonceSize + TagSize;

    private static ReadOnlySpan<byte> Label => "qa1 ticket"u8;

    public static byte[] Seal(
        KeyId id, ReadOnlySpan<byte> ticketKey, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, RandomNumberGenerator random)
    {
        byte[] ticket = new byte[Overhead + plaintext.Length];
        id.ToArray().AsSpan(0, KeyIdSize).CopyTo(ticket);
        Span<byte> nonce = ticket.AsSpan(KeyIdSize, NonceSize);
        random.GetBytes(nonce);
        using SecretBytes cipher = Derive(ticketKey, nonce);
        using AesGcm aes = new(cipher.Span[..CipherKeySize], TagSize);
        aes.Encrypt(
            cipher.Span[CipherKeySize..], plaintext, ticket.AsSpan(KeyIdSize + NonceSize, plaintext.Length), ticket.AsSpan(^TagSize..),
            AssociatedData(ticket, associatedData));
        return ticket;
    }

    /// <summary>Whether it says that it is sealed under this key.</summary>
    public static bool Names(ReadOnlySpan<byte> ticket, KeyId id) =>
        ticket.Length >= Overhead && ticket.StartsWith(id.ToArray().AsSpan(0, KeyIdSize));

    /// <exception cref="CryptographicException">It is not authentic.</exception>
    public static byte[] Open(ReadOnlySpan<byte> ticketKey, ReadOnlySpan<byte> ticket, ReadOnlySpan<byte> associatedData)
    {
        byte[] plaintext = new byte[ticket.Length - Overhead];
        using SecretBytes cipher = Derive(ticketKey, ticket.Slice(KeyIdSize, NonceSize));
        using AesGcm aes = new(cipher.Span[..CipherKeySize], TagSize);
        aes.Decrypt(
            cipher.Span[CipherKeySize..], ticket[(KeyIdSize + NonceSize)..^TagSize], ticket[^TagSize..], plaintext,
            AssociatedData(ticket, associatedData));
        return plaintext;
    }

    private static byte[] AssociatedData(ReadOnlySpan<byte> ticket, ReadOnlySpan<byte> more) => [.. Label, .. ticket[..KeyIdSize], .. more];

    private static SecretBytes Derive(ReadOnlySpan<byte> ticketKey, ReadOnlySpan<byte> nonce)
    {
        using SecretBytes prk = new(SHA256.HashSizeInBytes);
        HKDF.Extract(HashAlgorithmName.SHA256, ticketKey, nonce, prk.Span);
        SecretBytes cipher = new(CipherKeySize + CipherNonceSize);
        HKDF.Expand(HashAlgorithmName.SHA256, prk.Span, cipher.Span, Label);
        return cipher;
    }
}
