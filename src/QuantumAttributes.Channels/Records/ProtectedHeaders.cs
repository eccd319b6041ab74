using System.Buffers;
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

    private readonly SortedList<string, IReadOnlyList<string>> _fields = new(HeaderNameOrder.Instance);

    /// <summary>The fields, in the order of the encoding: lower-case name and values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields => _fields;

    /// <summary>How many fields there are.</summary>
    public int Count => _fields.Count;

    /// <summary>Bytes of the encoded map. They may be more than <see cref="MaxEncodedSize"/>: the caller decides what then.</summary>
    public int EncodedSize
    {
        get
        {
            int size = DeterministicCbor.HeadSize(_fields.Count);
            for (int i = 0; i < _fields.Count; i++)
            {
                IReadOnlyList<string> values = _fields.GetValueAtIndex(i);
                size += DeterministicCbor.TextSize(_fields.GetKeyAtIndex(i)) + DeterministicCbor.HeadSize(values.Count);
                for (int j = 0; j < values.Count; j++)
                    size += DeterministicCbor.TextSize(values[j]);
            }

            return size;
        }
    }

    /// <summary>The name of a field, in the order of the encoding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none with this index.</exception>
    public string NameAt(int index) => _fields.GetKeyAtIndex(index);

    /// <summary>The values of a field, in the order of the encoding; one at least.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none with this index.</exception>
    public IReadOnlyList<string> ValuesAt(int index) => _fields.GetValueAtIndex(index);

    /// <summary>Adds a field; the name is made lower-case.</summary>
    /// <exception cref="ArgumentException">The name or a value is none that HTTP allows, or the field is there already.</exception>
    public void Add(string name, params ReadOnlySpan<string> values)
    {
        string lower = HeaderNames.Lower(name);
        bool valid = IsName(lower) && !values.IsEmpty;
        foreach (string value in values)
            valid = valid && IsValue(value);
        if (!valid)
            throw new ArgumentException($"'{name}' cannot be a header field with these values.", nameof(name));
        _fields.Add(lower, values.ToArray());
    }

    /// <summary>Removes a field and returns its values, or null where it is not there.</summary>
    public IReadOnlyList<string>? Remove(string name)
    {
        string lower = HeaderNames.Lower(name);
        return _fields.Remove(lower, out IReadOnlyList<string>? values) ? values : null;
    }

    /// <summary>Encodes the map.</summary>
    public byte[] Encode()
    {
        var encoded = new byte[EncodedSize];
        Encode(encoded);
        return encoded;
    }

    /// <summary>Encodes the map into exactly <see cref="EncodedSize"/> bytes.</summary>
    public void Encode(Span<byte> destination)
    {
        destination = DeterministicCbor.WriteHead(destination, DeterministicCbor.Map, _fields.Count);
        for (int i = 0; i < _fields.Count; i++)
        {
            IReadOnlyList<string> values = _fields.GetValueAtIndex(i);
            destination = DeterministicCbor.WriteText(destination, _fields.GetKeyAtIndex(i));
            destination = DeterministicCbor.WriteHead(destination, DeterministicCbor.Array, values.Count);
            for (int j = 0; j < values.Count; j++)
                destination = DeterministicCbor.WriteText(destination, values[j]);
        }
    }

    /// <summary>Decodes a map, or returns null where it is not the one deterministic encoding of valid fields.</summary>
    public static ProtectedHeaders? Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length > MaxEncodedSize || !DeterministicCbor.TryReadHead(ref encoded, DeterministicCbor.Map, out int count))
            return null;
        var headers = new ProtectedHeaders();
        string previous = "";
        for (; count > 0; count--)
        {
            if (!DeterministicCbor.TryReadText(ref encoded, out ReadOnlySpan<byte> utf8))
                return null;
            string name = HeaderNames.FromUtf8(utf8);
            if (!IsName(name) || HeaderNameOrder.Instance.Compare(previous, name) >= 0 || ReadValues(ref encoded) is not { } values)
                return null;
            headers._fields.Add(name, values);
            previous = name;
        }

        return encoded.IsEmpty ? headers : null;
    }

    private static string[]? ReadValues(ref ReadOnlySpan<byte> encoded)
    {
        if (!DeterministicCbor.TryReadHead(ref encoded, DeterministicCbor.Array, out int count) || count == 0)
            return null;
        var values = new string[count];
        for (int i = 0; i < values.Length; i++)
        {
            if (!DeterministicCbor.TryReadText(ref encoded, out ReadOnlySpan<byte> utf8))
                return null;
            values[i] = Encoding.UTF8.GetString(utf8);
            if (values[i].AsSpan().ContainsAny(ForbiddenInValues))
                return null;
        }

        return values;
    }

    private static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    private static bool IsValue(string value) => !value.AsSpan().ContainsAny(ForbiddenInValues) && IsUnicode(value);

    // Half a surrogate pair has no encoding.
    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
            return true;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
                return false;
            text = text[length..];
        }

        return true;
    }
}
