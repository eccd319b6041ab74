using System.Security.Cryptography;
using QuantumAttributes.Channels.Handshake;

namespace QuantumAttributes.Channels.Records;

/// <summary>The <c>sealed</c> of a record: AES-256-GCM(header key, iv ⊕ (u64 n | u32 0), protected headers, AAD) (protocol.md §4).</summary>
internal static class SealedHeaders
{
    public static byte[] Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ulong n, ProtectedHeaders headers, ReadOnlySpan<byte> associatedData)
    {
        byte[] plaintext = headers.Encode();
        if (plaintext.Length > ProtectedHeaders.MaxEncodedSize)
            throw new ChannelException(
                $"The headers take {plaintext.Length} bytes; a record holds {ProtectedHeaders.MaxEncodedSize}.");
        var result = new byte[plaintext.Length + Frame.TagSize];
        Span<byte> nonce = stackalloc byte[ChannelSecrets.IvSize];
        Frame.Nonce(iv, n, 0, nonce);
        using var aead = new AesGcm(key, Frame.TagSize);
        NonceWitness.Tell(NonceWitness.NameOf(key), nonce);
        aead.Encrypt(nonce, plaintext, result.AsSpan(0, plaintext.Length), result.AsSpan(plaintext.Length), associatedData);
        return result;
    }

    /// <summary>Opens the map's encoding, or returns null where it is not authentic.</summary>
    public static byte[]? Open(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ulong n, ReadOnlySpan<byte> sealedHeaders, ReadOnlySpan<byte> associatedData)
    {
        int length = sealedHeaders.Length - Frame.TagSize;
        var plaintext = new byte[length];
        Span<byte> nonce = stackalloc byte[ChannelSecrets.IvSize];
        Frame.Nonce(iv, n, 0, nonce);
        using var aead = new AesGcm(key, Frame.TagSize);
        try
        {
            aead.Decrypt(nonce, sealedHeaders[..length], sealedHeaders[length..], plaintext, associatedData);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
