using System.Buffers;
using System.Buffers.Text;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// Base64url in the one form RFC 4648 calls canonical: no padding, no white space, unused bits zero. The framework's decoder is
/// more
/// lenient, and two texts for one key would be two names for one key.
/// </summary>
internal static class CanonicalBase64Url
{
    /// <summary>
    /// Decodes text that stands for exactly as many bytes as the destination has. On failure the destination is zeroed.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        int length = Base64Url.GetEncodedLength(destination.Length);
        if (text.Length != length)
            return false;

        char[] again = ArrayPool<char>.Shared.Rent(length);
        try
        {
            if (Base64Url.DecodeFromChars(text, destination, out _, out int written) == OperationStatus.Done
                && written == destination.Length
                && Base64Url.EncodeToChars(destination, again) == length
                && text.SequenceEqual(again.AsSpan(0, length)))
            {
                return true;
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(again, clearArray: true);
        }

        destination.Clear();
        return false;
    }
}
