using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>Reads base64 (RFC 4648 §4) as the platform does for bytes, in vectors; for characters it goes one by one.</summary>
internal static class Base64Digits
{
    private const int Chunk = 4096;
    private const int Four = 4;
    private const int Three = 3;

    /// <summary>Decodes digits without their padding. Bits of the last one that are over may be anything.</summary>
    /// <param name="digits">Of the alphabet, which the caller has seen to.</param>
    /// <param name="bytes">Receives exactly as many bytes as the digits stand for.</param>
    public static bool TryDecode(ReadOnlySpan<char> digits, Span<byte> bytes)
    {
        Span<byte> ascii = stackalloc byte[Math.Min(digits.Length + Three, Chunk)];
        for (; digits.Length >= Four; digits = digits[(ascii.Length / Four * Four)..])
        {
            ascii = ascii[..Math.Min(digits.Length / Four * Four, ascii.Length / Four * Four)];
            Ascii.FromUtf16(digits[..ascii.Length], ascii, out _);
            if (Base64.DecodeFromUtf8(ascii, bytes, out _, out int written) != OperationStatus.Done)
                return false;
            bytes = bytes[written..];
        }

        return digits.IsEmpty ? bytes.IsEmpty : TryDecodeLast(digits, bytes);
    }

    // Two or three digits, filled up with those that stand for nothing but zeros.
    private static bool TryDecodeLast(ReadOnlySpan<char> digits, Span<byte> bytes)
    {
        Span<byte> ascii = [(byte)'A', (byte)'A', (byte)'A', (byte)'A'];
        Span<byte> three = stackalloc byte[Three];
        Ascii.FromUtf16(digits, ascii, out _);
        return bytes.Length == digits.Length - 1
            && Base64.DecodeFromUtf8(ascii, three, out _, out _) == OperationStatus.Done
            && three[..bytes.Length].TryCopyTo(bytes);
    }
}
