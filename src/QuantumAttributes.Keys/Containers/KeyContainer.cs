using System.Buffers.Binary;
using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Containers;

/// <summary>
/// A key at rest, version 1: <c>"QAKY" | u8 1 | u32 header length | header | ciphertext and tag</c>. The secret is sealed with
/// AES-256-GCM (SP 800-38D); all that stands before the ciphertext is authenticated with it. Key and nonce are derived afresh for each
/// container from the key-encryption key and a random salt of 32 bytes, as RFC 9458, section 4.4 does for a response: with
/// HKDF-SHA256 (RFC 5869), <c>Expand(Extract(salt, KEK), "qa1 key container", 44)</c>.
/// </summary>
internal static class KeyContainer
{
    private const int FrameSize = 9;
    private const int TagSize = 16;
    private const int NonceSize = 12;

    private static ReadOnlySpan<byte> Magic => "QAKY\u0001"u8;

    /// <summary>Seals a key. The header's revision and state go with it; a destroyed key has no secret.</summary>
    public static byte[] Seal(ContainerHeader header, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> keyEncryptionKey)
    {
        byte[] encoded = header.Encode();
        byte[] container = new byte[FrameSize + encoded.Length + secret.Length + TagSize];
        Magic.CopyTo(container);
        BinaryPrimitives.WriteUInt32BigEndian(container.AsSpan(Magic.Length), (uint)encoded.Length);
        encoded.CopyTo(container, FrameSize);

        int begin = FrameSize + encoded.Length;
        using SecretBytes keyAndNonce = DeriveKeyAndNonce(header.Salt.Span, keyEncryptionKey);
        using AesGcm aes = new(keyAndNonce.Span[..KeyProtection.KeySize], TagSize);
        aes.Encrypt(
            keyAndNonce.Span[KeyProtection.KeySize..], secret, container.AsSpan(begin, secret.Length), container.AsSpan(^TagSize..),
            container.AsSpan(0, begin));
        return container;
    }

    /// <summary>Reads what the header says; nothing of it is authenticated yet.</summary>
    /// <exception cref="CryptographicException">It is no container of this version.</exception>
    public static ContainerHeader ReadHeader(ReadOnlyMemory<byte> container) => ContainerHeader.Decode(HeaderOf(container));

    /// <summary>Opens a container that <see cref="ReadHeader"/> has read.</summary>
    /// <returns>The secret, which the caller disposes.</returns>
    /// <exception cref="CryptographicException">It is damaged or forged, or the key-encryption key is another.</exception>
    public static SecretBytes Open(
        ReadOnlyMemory<byte> container, ContainerHeader header, ReadOnlySpan<byte> keyEncryptionKey)
    {
        int begin = FrameSize + HeaderOf(container).Length;
        ReadOnlySpan<byte> whole = container.Span;
        SecretBytes secret = new(whole.Length - begin - TagSize);
        try
        {
            using SecretBytes keyAndNonce = DeriveKeyAndNonce(header.Salt.Span, keyEncryptionKey);
            using AesGcm aes = new(keyAndNonce.Span[..KeyProtection.KeySize], TagSize);
            aes.Decrypt(
                keyAndNonce.Span[KeyProtection.KeySize..], whole[begin..^TagSize], whole[^TagSize..], secret.Span, whole[..begin]);
            return secret;
        }
        catch
        {
            secret.Dispose();
            throw;
        }
    }

    private static ReadOnlyMemory<byte> HeaderOf(ReadOnlyMemory<byte> container)
    {
        ReadOnlySpan<byte> bytes = container.Span;
        if (bytes.Length is < FrameSize + TagSize or > StoredKey.MaxContainerSize || !bytes.StartsWith(Magic))
            throw Malformed();
        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[Magic.Length..]);
        if (length > bytes.Length - FrameSize - TagSize)
            throw Malformed();
        return container.Slice(FrameSize, (int)length);
    }

    private static SecretBytes DeriveKeyAndNonce(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> keyEncryptionKey)
    {
        using SecretBytes prk = new(SHA256.HashSizeInBytes);
        HKDF.Extract(HashAlgorithmName.SHA256, keyEncryptionKey, salt, prk.Span);
        SecretBytes keyAndNonce = new(KeyProtection.KeySize + NonceSize);
        HKDF.Expand(HashAlgorithmName.SHA256, prk.Span, keyAndNonce.Span, "qa1 key container"u8);
        return keyAndNonce;
    }

    private static CryptographicException Malformed() => new("It is no key container of this version, or it is cut off.");
}
