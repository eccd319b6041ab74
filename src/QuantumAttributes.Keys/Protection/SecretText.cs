namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// Base64 (RFC 4648, section 4) and hexadecimal for secrets: no branch and no index depends on a digit, as they do in
/// <see cref="Convert"/>. Masks are signs: <c>n >> 31</c> has all bits set where n is negative, and none otherwise.
/// </summary>
internal static class SecretText
{
    /// <summary>Characters of the Base64 of 32 bytes: 43 digits and one sign of padding.</summary>
    public const int Base64Length = 44;

    private const int Digits = 43;

    /// <summary>Writes 32 bytes as 44 ASCII characters.</summary>
    public static void EncodeBase64(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        for (int i = 0; i < Digits; i++)
        {
            int bit = 6 * i, first = bytes[bit >> 3], second = (bit >> 3) + 1 < bytes.Length ? bytes[(bit >> 3) + 1] : 0;
            text[i] = (byte)Base64Digit((((first << 8) | second) >> (10 - (bit & 7))) & 63);
        }

        text[Digits] = (byte)'=';
    }

    /// <summary>Reads 32 bytes from 44 ASCII characters.</summary>
    /// <returns>Whether they are the one text that <see cref="EncodeBase64"/> writes; where not, the bytes mean
    /// nothing.</returns>
    public static bool TryDecodeBase64(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        if (text.Length != Base64Length || text[Digits] != '=')
            return false;
        int wrong = 0, bits = 0;
        for (int i = 0; i < Digits; i++)
        {
            int value = Base64Value(text[i]);
            wrong |= value;
            bits = ((bits << 6) | (value & 63)) & 0xffff;
            int read = 6 * (i + 1);
            if ((read & 7) < 6) // 8 more bits are complete: this depends on the position only
                bytes[(read >> 3) - 1] = (byte)(bits >> (read & 7));
        }

        return ((wrong >> 31) | (bits & 3)) == 0; // 43 digits are 258 bits: the last two are zero
    }

    /// <summary>Writes bytes as lower-case hexadecimal digits.</summary>
    public static void EncodeHex(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = HexDigit(bytes[i] >> 4);
            text[2 * i + 1] = HexDigit(bytes[i] & 15);
        }
    }

    /// <summary>Reads lower-case hexadecimal digits.</summary>
    /// <returns>Whether there are two for each byte and nothing else; where not, the bytes mean nothing.</returns>
    public static bool TryDecodeHex(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.Length != 2 * bytes.Length)
            return false;
        int wrong = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            int high = HexValue(text[2 * i]), low = HexValue(text[2 * i + 1]);
            wrong |= high | low;
            bytes[i] = (byte)((high << 4) | (low & 15));
        }

        return wrong >= 0;
    }

    // All bits where first <= c <= last, and none otherwise.
    private static int InRange(int c, char first, char last) => ((first - 1 - c) & (c - last - 1)) >> 31;

    // -1 for what is no digit.
    private static int Base64Value(int c) =>
        -1 + (InRange(c, 'A', 'Z') & (c - 'A' + 1)) + (InRange(c, 'a', 'z') & (c - 'a' + 27)) + (InRange(c, '0', '9') & (c - '0' + 53))
        + (InRange(c, '+', '+') & 63) + (InRange(c, '/', '/') & 64);

    private static int HexValue(int c) => -1 + (InRange(c, '0', '9') & (c - '0' + 1)) + (InRange(c, 'a', 'f') & (c - 'a' + 11));

    // From 'A' on, and a step where each of the other ranges begins.
    private static int Base64Digit(int value) =>
        value + 'A' + (((25 - value) >> 31) & ('a' - 'Z' - 1)) + (((51 - value) >> 31) & ('0' - 'z' - 1))
        + (((61 - value) >> 31) & ('+' - '9' - 1)) + (((62 - value) >> 31) & ('/' - '+' - 1));

    private static char HexDigit(int value) => (char)(value + '0' + (((9 - value) >> 31) & ('a' - '9' - 1)));
}
