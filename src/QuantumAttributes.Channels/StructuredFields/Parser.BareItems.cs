using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace QuantumAttributes.Channels.StructuredFields;

internal ref partial struct Parser
{
    private const int MaxIntegerDigits = 15;
    private const int MaxDecimalIntegerDigits = 12;
    private const int MaxFractionalDigits = 3;

    // §4.2.3.1
    private bool TryReadBareItem(out BareItem item)
    {
        item = default;
        if (AtEnd)
        {
            return false;
        }

        return _input[_position] switch
        {
            '-' or (>= '0' and <= '9') => TryReadNumber(out item),
            '"' => TryReadString(out item),
            ':' => TryReadByteSequence(out item),
            '?' => TryReadBoolean(out item),
            '@' => TryReadDate(out item),
            '%' => TryReadDisplayString(out item),
            _ => TryReadToken(out item),
        };
    }

    // §4.2.4. At most 15 digits in all, so that nothing overflows.
    private bool TryReadNumber(out BareItem item)
    {
        item = default;
        int sign = TryRead('-') ? -1 : 1;
        if (!TryReadDigits(MaxIntegerDigits, out long integer, out int integerDigits))
        {
            return false;
        }

        if (!TryRead('.'))
        {
            item = BareItem.FromInteger(sign * integer);
            return true;
        }

        if (integerDigits > MaxDecimalIntegerDigits
            || !TryReadDigits(MaxFractionalDigits, out long fraction, out int fractionalDigits))
        {
            return false;
        }

        for (int i = fractionalDigits; i < MaxFractionalDigits; i++)
        {
            fraction *= 10;
        }

        item = BareItem.FromThousandths(sign * ((integer * 1_000) + fraction));
        return true;
    }

    private bool TryReadDigits(int limit, out long value, out int count)
    {
        value = 0;
        count = 0;
        while (!AtEnd && char.IsAsciiDigit(_input[_position]))
        {
            if (count == limit)
            {
                return false;
            }

            value = (value * 10) + (_input[_position] - '0');
            _position++;
            count++;
        }

        return count > 0;
    }

    // §4.2.5
    private bool TryReadString(out BareItem item)
    {
        item = default;
        _position++;
        int length = 0;
        ReadOnlySpan<char> rest = Rest;
        while (length < rest.Length && rest[length] != '"')
        {
            length += rest[length] == '\\' ? 2 : 1;
        }

        if (length >= rest.Length)
        {
            _position = _input.Length;
            return false;
        }

        bool valid = TryUnescape(rest[..length], out string text);
        item = BareItem.FromParsed(BareItemType.String, text);
        _position += valid ? length + 1 : 0;
        return valid;
    }

    private static bool TryUnescape(ReadOnlySpan<char> quoted, out string text)
    {
        text = "";
        if (!Grammar.IsString(quoted))
        {
            return false;
        }

        if (!quoted.Contains('\\'))
        {
            text = quoted.ToString();
            return true;
        }

        StringBuilder output = new(quoted.Length);
        for (int i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] == '\\' && quoted[++i] is not ('"' or '\\'))
            {
                return false;
            }

            output.Append(quoted[i]);
        }

        text = output.ToString();
        return true;
    }

    // §4.2.6
    private bool TryReadToken(out BareItem item)
    {
        bool found = TryReadWord(Grammar.TokenStart, Grammar.Token, out string? token);
        item = found ? BareItem.FromParsed(BareItemType.Token, token!) : default;
        return found;
    }

    // §4.2.7
    private bool TryReadByteSequence(out BareItem item)
    {
        item = default;
        _position++;
        int length = Rest.IndexOf(':');
        if (length < 0 || !TryDecodeBase64(Rest[..length], out byte[] bytes))
        {
            return false;
        }

        _position += length + 1;
        item = BareItem.FromParsed(bytes);
        return true;
    }

    // Padding may be missing and the pad bits need not be zero: §4.2.7 says that parsers SHOULD NOT fail on either.
    private static bool TryDecodeBase64(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        ReadOnlySpan<char> digits = text.TrimEnd('=');
        int padding = text.Length - digits.Length;
        bool paddingFits = padding == 0 || (padding <= 2 && text.Length % 4 == 0);
        if (!paddingFits || digits.Length % 4 == 1 || digits.ContainsAnyExcept(Grammar.Base64))
        {
            return false;
        }

        bytes = new byte[digits.Length * 3 / 4];
        return Base64Digits.TryDecode(digits, bytes);
    }

    // §4.2.8
    private bool TryReadBoolean(out BareItem item)
    {
        _position++;
        bool value = TryRead('1');
        item = BareItem.FromBoolean(value);
        return value || TryRead('0');
    }

    // §4.2.9. A decimal needs no step of its own: nothing accepts the point that follows.
    private bool TryReadDate(out BareItem item)
    {
        _position++;
        item = default;
        int sign = TryRead('-') ? -1 : 1;
        if (!TryReadDigits(MaxIntegerDigits, out long seconds, out _))
        {
            return false;
        }

        item = BareItem.FromDate(sign * seconds);
        return true;
    }

    // §4.2.10
    private bool TryReadDisplayString(out BareItem item)
    {
        item = default;
        _position++;
        if (!TryRead('"'))
        {
            return false;
        }

        int length = Rest.IndexOf('"');
        if (length < 0 || !TryDecodePercent(Rest[..length], out string text))
        {
            return false;
        }

        _position += length + 1;
        item = BareItem.FromParsed(BareItemType.DisplayString, text);
        return true;
    }

    private static bool TryDecodePercent(ReadOnlySpan<char> encoded, out string text)
    {
        text = "";
        if (!Grammar.IsString(encoded))
        {
            return false;
        }

        byte[] octets = new byte[encoded.Length];
        int count = 0;
        for (int i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%')
            {
                octets[count++] = (byte)encoded[i];
                continue;
            }

            ReadOnlySpan<char> digits = encoded.Slice(i + 1, Math.Min(2, encoded.Length - i - 1));
            if (digits.Length < 2 || digits.ContainsAnyExcept(Grammar.LowerCaseHex))
            {
                return false;
            }

            Convert.FromHexString(digits, octets.AsSpan(count++), out _, out _);
            i += 2;
        }

        // Never more UTF-16 code units than UTF-8 octets.
        char[] characters = new char[count];
        OperationStatus status =
            Utf8.ToUtf16(octets.AsSpan(0, count), characters, out _, out int written, replaceInvalidSequences: false);
        text = new string(characters, 0, written);
        return status == OperationStatus.Done;
    }
}
