using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>
/// Parses structured field values (RFC 9651 §4.2): strictly, in linear time, without recursion. Lines of one field are first
/// combined with <c>", "</c>. The models serialise themselves in <c>ToString()</c>. Thread-safe.
/// </summary>
public static class StructuredField
{
    /// <summary>Parses an item (§4.2.3).</summary>
    /// <param name="value">The field value.</param>
    /// <param name="item">The item, or null.</param>
    /// <param name="rejectDuplicateKeys">Whether a parameter that comes twice is an error; otherwise the last counts.</param>
    /// <returns>Whether the value is an item. No input makes this throw.</returns>
    public static bool TryParseItem(
        ReadOnlySpan<char> value, [NotNullWhen(true)] out Item? item, bool rejectDuplicateKeys = false) =>
        new Parser(value, rejectDuplicateKeys).TryParseItem(out item);

    /// <summary>Parses a list (§4.2.1). An empty value is a list without members.</summary>
    /// <param name="value">The field value.</param>
    /// <param name="list">The list, or null.</param>
    /// <param name="rejectDuplicateKeys">Whether a parameter that comes twice is an error; otherwise the last counts.</param>
    /// <returns>Whether the value is a list. No input makes this throw.</returns>
    public static bool TryParseList(
        ReadOnlySpan<char> value, [NotNullWhen(true)] out FieldList? list, bool rejectDuplicateKeys = false) =>
        new Parser(value, rejectDuplicateKeys).TryParseList(out list);

    /// <summary>Parses a dictionary (§4.2.2). An empty value is a dictionary without members.</summary>
    /// <param name="value">The field value.</param>
    /// <param name="dictionary">The dictionary, or null.</param>
    /// <param name="rejectDuplicateKeys">Whether a key that comes twice is an error; otherwise the last counts.</param>
    /// <returns>Whether the value is a dictionary. No input makes this throw.</returns>
    public static bool TryParseDictionary(
        ReadOnlySpan<char> value, [NotNullWhen(true)] out FieldDictionary? dictionary, bool rejectDuplicateKeys = false) =>
        new Parser(value, rejectDuplicateKeys).TryParseDictionary(out dictionary);

    /// <summary>Parses an item (§4.2.3).</summary>
    /// <param name="value">The field value.</param>
    /// <param name="rejectDuplicateKeys">Whether a parameter that comes twice is an error; otherwise the last counts.</param>
    /// <returns>The item.</returns>
    /// <exception cref="FormatException">The value is not an item. The message says where, without the value.</exception>
    public static Item ParseItem(ReadOnlySpan<char> value, bool rejectDuplicateKeys = false)
    {
        Parser parser = new(value, rejectDuplicateKeys);
        return parser.TryParseItem(out Item? item) ? item : throw Failure("item", parser.Position);
    }

    /// <summary>Parses a list (§4.2.1). An empty value is a list without members.</summary>
    /// <param name="value">The field value.</param>
    /// <param name="rejectDuplicateKeys">Whether a parameter that comes twice is an error; otherwise the last counts.</param>
    /// <returns>The list.</returns>
    /// <exception cref="FormatException">The value is not a list. The message says where, without the value.</exception>
    public static FieldList ParseList(ReadOnlySpan<char> value, bool rejectDuplicateKeys = false)
    {
        Parser parser = new(value, rejectDuplicateKeys);
        return parser.TryParseList(out FieldList? list) ? list : throw Failure("list", parser.Position);
    }

    /// <summary>Parses a dictionary (§4.2.2). An empty value is a dictionary without members.</summary>
    /// <param name="value">The field value.</param>
    /// <param name="rejectDuplicateKeys">Whether a key that comes twice is an error; otherwise the last counts.</param>
    /// <returns>The dictionary.</returns>
    /// <exception cref="FormatException">The value is not a dictionary. The message says where, without the value.</exception>
    public static FieldDictionary ParseDictionary(ReadOnlySpan<char> value, bool rejectDuplicateKeys = false)
    {
        Parser parser = new(value, rejectDuplicateKeys);
        return parser.TryParseDictionary(out FieldDictionary? dictionary)
            ? dictionary
            : throw Failure("dictionary", parser.Position);
    }

    private static FormatException Failure(string type, int position) =>
        new($"Not a structured {type} (RFC 9651 §4.2): parsing failed at character {position}.");
}
