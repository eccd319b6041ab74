using System.Security.Cryptography;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Records;

/// <summary>The <c>sealed</c> of a record: AES-256-GCM(header key, iv ⊕ (u64 n | u32 0), protected headers, AAD) (protocol.md §4).</summary>
internal static class SealedHeaders
{
    /// <summary>The most bytes of a <c>sealed</c>.</summary>
    public const int MaxSize = ProtectedHeaders.MaxEncodedSize + Frame.TagSize;

    /// <summary>The bytes of the <c>sealed</c> of these headers.</summary>
    /// <exception cref="ChannelException">They do not fit into a record.</exception>
    public static int SizeOf(ProtectedHeaders headers)
    {
        int length = headers.EncodedSize;
        return length <= ProtectedHeaders.MaxEncodedSize
            ? length + Frame.TagSize
            : throw new ChannelException($"The headers take {length} bytes; a record holds {ProtectedHeaders.MaxEncodedSize}.");
    }

    /// <summary>Seals headers into exactly <see cref="SizeOf"/> bytes.</summary>
    public static void Seal(
        Aes256Gcm aead, UInt128 keyName, RecordNonce recordNonce, ProtectedHeaders headers, ReadOnlySpan<byte> associatedData, Span<byte> destination)
    {
        Span<byte> map = destination[..^Frame.TagSize];
        headers.Encode(map);
        Span<byte> nonce = stackalloc byte[RecordNonce.Size];
        recordNonce.Write(0, nonce);
        NonceWitness.Tell(keyName, nonce);
        aead.Encrypt(nonce, map, map, destination[map.Length..], associatedData);
    }

    /// <summary>Opens the map's encoding into <paramref name="plaintext"/>, or returns false where it is not authentic.</summary>
    /// <param name="aead">AES-256-GCM under the header key.</param>
    /// <param name="recordNonce">The record's nonces.</param>
    /// <param name="sealedHeaders">Ciphertext and tag.</param>
    /// <param name="associatedData">What is authenticated besides.</param>
    /// <param name="plaintext">As long as the ciphertext without its tag; may be its start.</param>
    public static bool TryOpen(
        Aes256Gcm aead, RecordNonce recordNonce, ReadOnlySpan<byte> sealedHeaders, ReadOnlySpan<byte> associatedData, Span<byte> plaintext)
    {
        int length = sealedHeaders.Length - Frame.TagSize;
        Span<byte> nonce = stackalloc byte[RecordNonce.Size];
        recordNonce.Write(0, nonce);
        try
        {
            aead.Decrypt(nonce, sealedHeaders[..length], sealedHeaders[length..], plaintext[..length], associatedData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
