using System.Buffers;
using System.Formats.Cbor;
using System.Text;

namespace QuantumAttributes.Channels.Records;

/// <summary>
/// The application's header fields, as they travel sealed: a deterministic CBOR map from lower-case name to an array of values, at
/// most <see cref="MaxEncodedSize"/> bytes (protocol.md §4).
/// </summary>
/// <remarks>Not safe to change from several threads.</remarks>
public sealed class ProtectedHeaders
{
    /// <summary>The most bytes of an encoded map: 4 KiB.</summary>
    public const int MaxEncodedSize = 4096;

    // RFC 9110 §5.6.2: tchar, less the upper-case letters that a lower-case name has not.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz");

    // RFC 9110 §5.5: what must never reach a header field.
    private static readonly SearchValues<char> ForbiddenInValues = SearchValues.Create("\r\n\0");

    private readonly SortedDictionary<string, IReadOnlyList<string>> _fields = new(StringComparer.Ordinal);

    /// <summary>The fields: lower-case name and values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields => _fields;

    /// <summary>Adds a field; the name is made lower-case.</summary>
    /// <exception cref="ArgumentException">The name or a value is none that HTTP allows, or the field is there already.</exception>
    public void Add(string name, IReadOnlyList<string> values)
    {
        string lower = name.ToLowerInvariant();
        if (!IsName(lower) || values.Count == 0 || !values.All(IsValue))
            throw new ArgumentException($"'{name}' cannot be a header field with these values.", nameof(name));
        _fields.Add(lower, [.. values]);
    }

    /// <summary>Removes a field and returns its values, or null where it is not there.</summary>
    public IReadOnlyList<string>? Remove(string name)
    {
        string lower = name.ToLowerInvariant();
        return _fields.Remove(lower, out IReadOnlyList<string>? values) ? values : null;
    }

    /// <summary>Encodes the map. Its length may exceed <see cref="MaxEncodedSize"/>: the caller decides what then.</summary>
    public byte[] Encode()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(_fields.Count);
        foreach ((string name, IReadOnlyList<string> values) in _fields)
        {
            writer.WriteTextString(name);
            writer.WriteStartArray(values.Count);
            foreach (string value in values)
                writer.WriteTextString(value);
            writer.WriteEndArray();
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Decodes a map, or returns null where it is not the one deterministic encoding of valid fields.</summary>
    public static ProtectedHeaders? Decode(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.Length > MaxEncodedSize)
            return null;
        try
        {
            var reader = new CborReader(encoded, CborConformanceMode.Canonical);
            var headers = new ProtectedHeaders();
            for (int? left = reader.ReadStartMap(); left > 0; left--)
            {
                string name = reader.ReadTextString();
                if (!IsName(name) || ReadValues(reader) is not { } values)
                    return null;
                headers._fields.Add(name, values);
            }

            reader.ReadEndMap();
            return reader.BytesRemaining == 0 ? headers : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null; // not CBOR, not canonical, another type than the map has, or a name twice
        }
    }

    private static string[]? ReadValues(CborReader reader)
    {
        int? count = reader.ReadStartArray();
        if (count is null or < 1 or > MaxEncodedSize)
            return null;
        var values = new string[count.Value];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadTextString();
            if (!IsValue(values[i]))
                return null;
        }

        reader.ReadEndArray();
        return values;
    }

    private static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    private static bool IsValue(string value) => !value.AsSpan().ContainsAny(ForbiddenInValues) && IsUnicode(value);

    // Half a surrogate pair has no encoding.
    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
                return false;
            text = text[length..];
        }

        return true;
    }
}
