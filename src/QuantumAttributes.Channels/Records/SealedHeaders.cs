using System.Security.Cryptography;

namespace QuantumAttributes.Channels.Records;

/// <summary>The <c>sealed</c> of a record: AES-256-GCM(header key, iv ⊕ (u64 n | u32 0), protected headers, AAD) (protocol.md §4).</summary>
internal static class SealedHeaders
{
    public static byte[] Seal(
        AesGcm aead, UInt128 keyName, RecordNonce recordNonce, ProtectedHeaders headers, ReadOnlySpan<byte> associatedData)
    {
        int length = headers.EncodedSize;
        if (length > ProtectedHeaders.MaxEncodedSize)
            throw new ChannelException($"The headers take {length} bytes; a record holds {ProtectedHeaders.MaxEncodedSize}.");
        var result = new byte[length + Frame.TagSize];
        Span<byte> map = result.AsSpan(0, length);
        headers.Encode(map);
        Span<byte> nonce = stackalloc byte[RecordNonce.Size];
        recordNonce.Write(0, nonce);
        NonceWitness.Tell(keyName, nonce);
        aead.Encrypt(nonce, map, map, result.AsSpan(length), associatedData);
        return result;
    }

    /// <summary>Opens the map's encoding into <paramref name="plaintext"/>, or returns false where it is not authentic.</summary>
    /// <param name="aead">AES-256-GCM under the header key.</param>
    /// <param name="recordNonce">The record's nonces.</param>
    /// <param name="sealedHeaders">Ciphertext and tag.</param>
    /// <param name="associatedData">What is authenticated besides.</param>
    /// <param name="plaintext">As long as the ciphertext without its tag; may be its start.</param>
    public static bool TryOpen(
        AesGcm aead, RecordNonce recordNonce, ReadOnlySpan<byte> sealedHeaders, ReadOnlySpan<byte> associatedData, Span<byte> plaintext)
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
