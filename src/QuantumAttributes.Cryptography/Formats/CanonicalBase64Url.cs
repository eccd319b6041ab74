using System.Buffers;
using System.Buffers.Text;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Base64url in the one form RFC 4648 calls canonical: no padding, no white space, unused bits zero. Two texts for one key would be two
/// names for one key.
/// </summary>
internal static class CanonicalBase64Url
{
    /// <summary>Decodes text that stands for exactly as many bytes as the destination has. On failure the destination is zeroed.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        // The framework's decoder refuses unused bits that are set, but passes over padding and white space: the length finds those.
        if (text.Length == Base64Url.GetEncodedLength(destination.Length)
            && Base64Url.DecodeFromChars(text, destination, out _, out int written) == OperationStatus.Done
            && written == destination.Length)
        {
            return true;
        }

        destination.Clear();
        return false;
    }

    /// <inheritdoc cref="TryDecode(ReadOnlySpan{char}, Span{byte})"/>
    public static bool TryDecode(ReadOnlySpan<byte> utf8Text, Span<byte> destination)
    {
        if (utf8Text.Length == Base64Url.GetEncodedLength(destination.Length)
            && Base64Url.DecodeFromUtf8(utf8Text, destination, out _, out int written) == OperationStatus.Done
            && written == destination.Length)
        {
            return true;
        }

        destination.Clear();
        return false;
    }
}
