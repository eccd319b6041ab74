namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>
/// The text of a field in the one form that we write. Reading it takes no detour over the general parser of structured fields, which every
/// other form that means the same still goes to.
/// </summary>
/// <param name="rest">What is still to be read.</param>
internal ref struct FieldText(ReadOnlySpan<char> rest)
{
    private const int MaxDigits = 15; // RFC 9651 §3.3.1

    private ReadOnlySpan<char> _rest = rest;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Reads exactly this text.</summary>
    public bool TryRead(string expected)
    {
        if (!_rest.StartsWith(expected, StringComparison.Ordinal))
            return false;
        _rest = _rest[expected.Length..];
        return true;
    }

    /// <summary>Reads an integer without sign as it is written, with no zero before it.</summary>
    public bool TryReadSerializedNumber(out ulong number)
    {
        bool isLong = _rest.Length > 1 && _rest[0] == '0' && char.IsAsciiDigit(_rest[1]);
        number = 0;
        return !isLong && TryReadNumber(out number);
    }

    /// <summary>Reads a string between quotation marks, in which nothing needs a backslash.</summary>
    public bool TryReadString(out ReadOnlySpan<char> text)
    {
        text = [];
        if (!TryRead("\""))
            return false;
        int end = _rest.IndexOf('"');
        if (end < 0 || _rest[..end].Contains('\\') || !Grammar.IsString(_rest[..end]))
            return false;
        text = _rest[..end];
        _rest = _rest[(end + 1)..];
        return true;
    }

    /// <summary>Reads an integer without sign.</summary>
    public bool TryReadNumber(out ulong number)
    {
        number = 0;
        int digits = 0;
        for (; digits < _rest.Length && digits < MaxDigits && char.IsAsciiDigit(_rest[digits]); digits++)
            number = (number * 10) + (ulong)(_rest[digits] - '0');
        _rest = _rest[digits..];
        return digits > 0;
    }

    /// <summary>Reads padded base64 and the colon behind it.</summary>
    /// <param name="least">The fewest bytes.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="bytes">The bytes.</param>
    public bool TryReadBytes(int least, int most, out byte[] bytes)
    {
        bytes = [];
        if (!TryReadBase64(least, most, out ReadOnlySpan<char> digits, out int size))
            return false;
        bytes = new byte[size];
        return Base64Digits.TryDecode(digits, bytes);
    }

    /// <summary>Reads padded base64 of exactly as many bytes as there is room for, and the colon behind it.</summary>
    public bool TryReadBytes(scoped Span<byte> bytes) =>
        TryReadBase64(bytes.Length, bytes.Length, out ReadOnlySpan<char> digits, out _) && Base64Digits.TryDecode(digits, bytes);

    /// <summary>Reads padded base64 and the colon behind it, and leaves decoding it to whoever needs it.</summary>
    /// <param name="least">The fewest bytes.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="digits">The digits without their padding.</param>
    /// <param name="size">How many bytes they stand for.</param>
    public bool TryReadBase64(int least, int most, out ReadOnlySpan<char> digits, out int size)
    {
        digits = [];
        size = 0;
        int end = _rest.IndexOf(':');
        if (end < 4 || end % 4 != 0)
            return false;
        ReadOnlySpan<char> text = _rest[..end];
        int padding = text[^1] != '=' ? 0 : text[^2] != '=' ? 1 : 2;
        size = (end / 4 * 3) - padding;
        digits = text[..^padding];
        if (size < least || size > most || digits.ContainsAnyExcept(Grammar.Base64)) // the decoder would pass over spaces
            return false;
        _rest = _rest[(end + 1)..];
        return true;
    }

    /// <summary>How many characters bytes take between their colons.</summary>
    public static int Base64Size(int bytes) => (bytes + 2) / 3 * 4;

    /// <summary>Writes text, and returns what is left behind it.</summary>
    public static Span<char> Write(Span<char> destination, string text)
    {
        text.CopyTo(destination);
        return destination[text.Length..];
    }

    /// <summary>Writes an integer, and returns what is left behind it.</summary>
    public static Span<char> Write(Span<char> destination, ulong number)
    {
        number.TryFormat(destination, out int written, default, System.Globalization.CultureInfo.InvariantCulture);
        return destination[written..];
    }

    /// <summary>Writes bytes in base64, and returns what is left behind them.</summary>
    public static Span<char> Write(Span<char> destination, scoped ReadOnlySpan<byte> bytes)
    {
        Convert.TryToBase64Chars(bytes, destination, out int written);
        return destination[written..];
    }

    /// <summary>How many digits an integer has.</summary>
    public static int Digits(ulong number)
    {
        int digits = 1;
        for (; number >= 10; number /= 10)
            digits++;
        return digits;
    }
}
