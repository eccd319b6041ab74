using System.Buffers;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
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

    private Field[] _fields = []; // in the order of the encoding

    /// <summary>The fields as they are at the time, in the order of the encoding: lower-case name and values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields => new View(this);

    /// <summary>How many fields there are.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the encoded map. They may be more than <see cref="MaxEncodedSize"/>: the caller decides what then.</summary>
    public int EncodedSize
    {
        get
        {
            int size = DeterministicCbor.HeadSize(Count);
            foreach (Field present in Present)
            {
                size += DeterministicCbor.TextSize(present.Name) + DeterministicCbor.HeadSize(present.Count);
                for (int i = 0; i < present.Count; i++)
                    size += DeterministicCbor.TextSize(present[i]);
            }

            return size;
        }
    }

    private ReadOnlySpan<Field> Present => _fields.AsSpan(0, Count);

    /// <summary>The name of a field, in the order of the encoding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none with this index.</exception>
    public string NameAt(int index) => At(index).Name;

    /// <summary>The values of a field, in the order of the encoding; one at least.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none with this index.</exception>
    public IReadOnlyList<string> ValuesAt(int index) => At(index).ToArray();

    /// <summary>The value of a field that has one only, in the order of the encoding; null where it has more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none with this index.</exception>
    public string? SingleValueAt(int index) => At(index).Values as string;

    /// <summary>The value of a field that has one only; null where there is no field of this name, in whatever case, or it has more.</summary>
    public string? SingleValue(string name) => Find(HeaderNames.Lower(name)) is >= 0 and var place ? SingleValueAt(place) : null;

    /// <summary>Whether there is a field of this name, in whatever case.</summary>
    public bool Contains(string name) => Find(HeaderNames.Lower(name)) >= 0;

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
        int place = Find(lower);
        if (place >= 0)
            throw new ArgumentException($"The header field '{lower}' is there already.", nameof(name));
        Insert(~place, new Field(lower, values.Length == 1 ? values[0] : values.ToArray()));
    }

    /// <summary>Removes a field and returns its values, or null where it is not there.</summary>
    public IReadOnlyList<string>? Remove(string name)
    {
        int place = Find(HeaderNames.Lower(name));
        if (place < 0)
            return null;
        string[] values = _fields[place].ToArray();
        Count--;
        _fields.AsSpan(place + 1, Count - place).CopyTo(_fields.AsSpan(place));
        _fields[Count] = default;
        return values;
    }

    /// <summary>Removes every field, and keeps the memory for others.</summary>
    public void Clear()
    {
        _fields.AsSpan(0, Count).Clear();
        Count = 0;
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
        destination = DeterministicCbor.WriteHead(destination, DeterministicCbor.Map, Count);
        foreach (Field field in Present)
        {
            destination = DeterministicCbor.WriteText(destination, field.Name);
            destination = DeterministicCbor.WriteHead(destination, DeterministicCbor.Array, field.Count);
            for (int i = 0; i < field.Count; i++)
                destination = DeterministicCbor.WriteText(destination, field[i]);
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
            headers.Insert(headers.Count, new Field(name, values));
            previous = name;
        }

        return encoded.IsEmpty ? headers : null;
    }

    private static object? ReadValues(ref ReadOnlySpan<byte> encoded)
    {
        if (!DeterministicCbor.TryReadHead(ref encoded, DeterministicCbor.Array, out int count) || count == 0)
            return null;
        if (count == 1)
            return ReadValue(ref encoded);
        var values = new string[count];
        for (int i = 0; i < values.Length; i++)
        {
            if (ReadValue(ref encoded) is not { } value)
                return null;
            values[i] = value;
        }

        return values;
    }

    private static string? ReadValue(ref ReadOnlySpan<byte> encoded)
    {
        if (!DeterministicCbor.TryReadText(ref encoded, out ReadOnlySpan<byte> utf8))
            return null;
        string value = Encoding.UTF8.GetString(utf8);
        return value.AsSpan().ContainsAny(ForbiddenInValues) ? null : value;
    }

    private Field At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return _fields[index];
    }

    // Where the field is; or the complement of where it would be.
    private int Find(string lowerCaseName) => Present.BinarySearch(new Place(lowerCaseName));

    private void Insert(int place, Field field)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, Math.Max(4, 2 * Count));
        _fields.AsSpan(place, Count - place).CopyTo(_fields.AsSpan(place + 1));
        _fields[place] = field;
        Count++;
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

    private readonly struct Place(string name) : IComparable<Field>
    {
        public int CompareTo(Field other) => HeaderNameOrder.Instance.Compare(name, other.Name);
    }

    /// <param name="Name">In lower case.</param>
    /// <param name="Values">The one value, a string; or the values, an array of them.</param>
    private readonly record struct Field(string Name, object Values)
    {
        public int Count => Values is string[] values ? values.Length : 1;

        public string this[int index] => Values is string[] values ? values[index] : (string)Values;

        public string[] ToArray() => Values is string[] values ? values : [(string)Values];
    }

    private sealed class View(ProtectedHeaders headers) : IReadOnlyDictionary<string, IReadOnlyList<string>>
    {
        public int Count => headers.Count;

        public IEnumerable<string> Keys => this.Select(pair => pair.Key);

        public IEnumerable<IReadOnlyList<string>> Values => this.Select(pair => pair.Value);

        public IReadOnlyList<string> this[string key] =>
            TryGetValue(key, out IReadOnlyList<string>? values) ? values : throw new KeyNotFoundException($"There is no header field '{key}'.");

        public bool ContainsKey(string key) => headers.Find(key) >= 0;

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out IReadOnlyList<string> value)
        {
            int place = headers.Find(key);
            value = place < 0 ? null : headers.ValuesAt(place);
            return place >= 0;
        }

        public IEnumerator<KeyValuePair<string, IReadOnlyList<string>>> GetEnumerator()
        {
            for (int i = 0; i < headers.Count; i++)
                yield return new(headers.NameAt(i), headers.ValuesAt(i));
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
