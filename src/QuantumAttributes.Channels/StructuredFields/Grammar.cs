using System.Buffers;
using System.Text;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>The character classes of RFC 9651.</summary>
internal static class Grammar
{
    private const string Digits = "0123456789";
    private const string LowerCase = "abcdefghijklmnopqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // key = ( lcalpha / "*" ) *( lcalpha / DIGIT / "_" / "-" / "." / "*" ), §3.1.2
    public static readonly SearchValues<char> KeyStart = SearchValues.Create(LowerCase + "*");
    public static readonly SearchValues<char> Key = SearchValues.Create(LowerCase + Digits + "_-.*");

    // sf-token = ( ALPHA / "*" ) *( tchar / ":" / "/" ), §3.3.4
    public static readonly SearchValues<char> TokenStart = SearchValues.Create(UpperCase + LowerCase + "*");
    public static readonly SearchValues<char> Token = SearchValues.Create(UpperCase + LowerCase + Digits + "!#$%&'*+-.^_`|~:/");

    public static readonly SearchValues<char> Base64 = SearchValues.Create(UpperCase + LowerCase + Digits + "+/");

    public static readonly SearchValues<char> LowerCaseHex = SearchValues.Create(Digits + "abcdef");

    public static bool IsKey(ReadOnlySpan<char> text) => IsWord(text, KeyStart, Key);

    public static bool IsToken(ReadOnlySpan<char> text) => IsWord(text, TokenStart, Token);

    public static bool IsString(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', '~');

    public static bool IsUnicode(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int consumed) != OperationStatus.Done)
            {
                return false;
            }

            text = text[consumed..];
        }

        return true;
    }

    private static bool IsWord(ReadOnlySpan<char> text, SearchValues<char> start, SearchValues<char> rest) =>
        !text.IsEmpty && start.Contains(text[0]) && !text.ContainsAnyExcept(rest);
}
