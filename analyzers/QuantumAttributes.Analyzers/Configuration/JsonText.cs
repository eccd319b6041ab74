using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace QuantumAttributes.Analyzers.Configuration;

/// <summary>
/// The strings in a JSON file and where they stand, as .NET's configuration reads such files: with comments and trailing commas. The compiler
/// brings no parser that says positions. What is malformed ends the reading; the application says so when it starts.
/// </summary>
internal sealed class JsonText(SourceText text)
{
    private readonly List<string> _path = [];
    private int _position;

    /// <summary>Every value that is a string, with the keys that lead to it, as in <c>Jwt:Algorithm</c>; items of a list have their list's path.</summary>
    public IReadOnlyList<JsonString> ReadStrings()
    {
        var strings = new List<JsonString>();
        ReadValue(strings);
        return strings;
    }

    private bool ReadValue(List<JsonString> strings)
    {
        SkipSpace();
        switch (Current)
        {
            case '{':
                return ReadItems('}', strings, ReadProperty);
            case '[':
                return ReadItems(']', strings, ReadValue);
            case '"':
                int start = _position;
                if (ReadString() is not { } value)
                    return false;
                strings.Add(new JsonString(string.Join(":", _path), value, TextSpan.FromBounds(start, _position)));
                return true;
            default:
                return ReadWord();
        }
    }

    private bool ReadProperty(List<JsonString> strings)
    {
        if (ReadString() is not { } key)
            return false;
        SkipSpace();
        if (!Take(':'))
            return false;
        _path.Add(key);
        bool isRead = ReadValue(strings);
        _path.RemoveAt(_path.Count - 1);
        return isRead;
    }

    private bool ReadItems(char end, List<JsonString> strings, Func<List<JsonString>, bool> read)
    {
        _position++;
        SkipSpace();
        while (!Take(end))
        {
            if (!read(strings))
                return false;
            SkipSpace();
            if (!Take(',') && Current != end)
                return false;
            SkipSpace();
        }

        return true;
    }

    private string? ReadString()
    {
        if (!Take('"'))
            return null;
        var value = new StringBuilder();
        while (_position < text.Length && Current is not ('"' or '\n'))
        {
            char character = text[_position++];
            if (character == '\\' && ReadEscape() is { } escaped)
                character = escaped;
            value.Append(character);
        }

        return Take('"') ? value.ToString() : null;
    }

    private char? ReadEscape()
    {
        if (_position >= text.Length)
            return null;
        char kind = text[_position++];
        if (kind != 'u')
            return kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => kind };
        if (_position + 4 > text.Length
            || !int.TryParse(text.ToString(new TextSpan(_position, 4)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            return null;
        }

        _position += 4;
        return (char)code;
    }

    // A number, true, false or null.
    private bool ReadWord()
    {
        int start = _position;
        while (_position < text.Length && (char.IsLetterOrDigit(Current) || Current is '-' or '+' or '.'))
            _position++;
        return _position > start;
    }

    private void SkipSpace()
    {
        while (_position < text.Length)
        {
            if (char.IsWhiteSpace(Current) || Current == '\uFEFF')
                _position++;
            else if (Follows("//"))
                SkipTo("\n");
            else if (Follows("/*"))
                SkipTo("*/");
            else
                return;
        }
    }

    private void SkipTo(string end)
    {
        while (_position < text.Length && !Follows(end))
            _position++;
        _position = Math.Min(text.Length, _position + end.Length);
    }

    private bool Follows(string expected)
    {
        if (_position + expected.Length > text.Length)
            return false;
        for (int i = 0; i < expected.Length; i++)
        {
            if (text[_position + i] != expected[i])
                return false;
        }

        return true;
    }

    private bool Take(char expected)
    {
        if (Current != expected)
            return false;
        _position++;
        return true;
    }

    private char Current => _position < text.Length ? text[_position] : '\0';
}
