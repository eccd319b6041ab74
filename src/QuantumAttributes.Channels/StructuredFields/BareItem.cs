using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>
/// A value of one of the eight types of RFC 9651 §3.3. Immutable and thread-safe. The factories refuse what §4.1 could not
/// serialise, so every value has a text. The default value is the integer 0.
/// </summary>
public readonly struct BareItem : IEquatable<BareItem>
{
    internal const long MaxInteger = 999_999_999_999_999;

    private const long DecimalUnits = 1_000;

    // Integer and Date: the number. Decimal: thousandths, which fit exactly. Boolean: 0 or 1.
    private readonly long _number;

    // String, Token, DisplayString: a string. ByteSequence: a byte[] that nobody else holds.
    private readonly object? _content;

    private BareItem(BareItemType type, long number)
    {
        Type = type;
        _number = number;
    }

    private BareItem(BareItemType type, object content)
    {
        Type = type;
        _content = content;
    }

    /// <summary>Which of the eight types this is.</summary>
    public BareItemType Type { get; }

    internal long Number => _number;

    internal string Text => (string)_content!;

    internal byte[] Bytes => (byte[])_content!;

    /// <summary>An Integer (§4.1.4).</summary>
    /// <param name="value">From -999,999,999,999,999 to 999,999,999,999,999.</param>
    /// <returns>The bare item.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than 15 digits.</exception>
    public static BareItem FromInteger(long value) => new(BareItemType.Integer, InRange(value));

    /// <summary>A Decimal, rounded to three fractional digits, halves to even (§4.1.5).</summary>
    /// <param name="value">A number of at most 12 integer digits.</param>
    /// <returns>The bare item.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than 12 integer digits.</exception>
    public static BareItem FromDecimal(decimal value)
    {
        decimal rounded = decimal.Round(value, 3, MidpointRounding.ToEven);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(rounded), 999_999_999_999.999m, nameof(value));
        return new BareItem(BareItemType.Decimal, (long)(rounded * DecimalUnits));
    }

    /// <summary>A String (§4.1.6).</summary>
    /// <param name="value">Printable ASCII, 0x20 to 0x7E.</param>
    /// <returns>The bare item.</returns>
    /// <exception cref="ArgumentException">The value holds another character.</exception>
    public static BareItem FromString(string value) =>
        Grammar.IsString(value) ? FromParsed(BareItemType.String, value) : throw Unfit(BareItemType.String, nameof(value));

    /// <summary>A Token (§4.1.7).</summary>
    /// <param name="value">A letter or <c>*</c>, then token characters, <c>:</c> and <c>/</c>.</param>
    /// <returns>The bare item.</returns>
    /// <exception cref="ArgumentException">The value is not a token.</exception>
    public static BareItem FromToken(string value) =>
        Grammar.IsToken(value) ? FromParsed(BareItemType.Token, value) : throw Unfit(BareItemType.Token, nameof(value));

    /// <summary>A Byte Sequence (§4.1.8).</summary>
    /// <param name="value">Any bytes; they are copied.</param>
    /// <returns>The bare item.</returns>
    public static BareItem FromBytes(ReadOnlySpan<byte> value) => FromParsed(value.ToArray());

    /// <summary>A Boolean (§4.1.9).</summary>
    /// <param name="value">True for <c>?1</c>.</param>
    /// <returns>The bare item.</returns>
    public static BareItem FromBoolean(bool value) => new(BareItemType.Boolean, value ? 1 : 0);

    /// <summary>A Date (§4.1.10).</summary>
    /// <param name="unixTimeSeconds">Seconds since 1970-01-01T00:00:00Z, with at most 15 digits.</param>
    /// <returns>The bare item.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than 15 digits.</exception>
    public static BareItem FromDate(long unixTimeSeconds) => new(BareItemType.Date, InRange(unixTimeSeconds));

    /// <summary>A Display String (§4.1.11).</summary>
    /// <param name="value">Any Unicode text.</param>
    /// <returns>The bare item.</returns>
    /// <exception cref="ArgumentException">The value holds a surrogate without its partner.</exception>
    public static BareItem FromDisplayString(string value) =>
        Grammar.IsUnicode(value)
            ? FromParsed(BareItemType.DisplayString, value)
            : throw Unfit(BareItemType.DisplayString, nameof(value));

    /// <summary>Gets the value of an Integer.</summary>
    /// <param name="value">The value, or 0.</param>
    /// <returns>Whether this is an Integer.</returns>
    public bool TryGetInteger(out long value) => TryGetNumber(BareItemType.Integer, out value);

    /// <summary>Gets the value of a Decimal. An Integer is not one.</summary>
    /// <param name="value">The exact value, or 0.</param>
    /// <returns>Whether this is a Decimal.</returns>
    public bool TryGetDecimal(out decimal value)
    {
        bool found = TryGetNumber(BareItemType.Decimal, out long thousandths);
        value = (decimal)thousandths / DecimalUnits;
        return found;
    }

    /// <summary>Gets the text of a String. A Token or a Display String is not one.</summary>
    /// <param name="value">The text without quotes and escapes, or null.</param>
    /// <returns>Whether this is a String.</returns>
    public bool TryGetString([NotNullWhen(true)] out string? value) => TryGetText(BareItemType.String, out value);

    /// <summary>Gets the text of a Token.</summary>
    /// <param name="value">The token, or null.</param>
    /// <returns>Whether this is a Token.</returns>
    public bool TryGetToken([NotNullWhen(true)] out string? value) => TryGetText(BareItemType.Token, out value);

    /// <summary>Gets the bytes of a Byte Sequence.</summary>
    /// <param name="value">The bytes, or nothing.</param>
    /// <returns>Whether this is a Byte Sequence.</returns>
    public bool TryGetBytes(out ReadOnlyMemory<byte> value)
    {
        bool found = Type == BareItemType.ByteSequence;
        value = found ? Bytes : default(ReadOnlyMemory<byte>);
        return found;
    }

    /// <summary>Gets the value of a Boolean.</summary>
    /// <param name="value">The value, or false.</param>
    /// <returns>Whether this is a Boolean.</returns>
    public bool TryGetBoolean(out bool value)
    {
        bool found = TryGetNumber(BareItemType.Boolean, out long number);
        value = number == 1;
        return found;
    }

    /// <summary>Gets the value of a Date, which may lie outside the range of <see cref="DateTimeOffset"/>.</summary>
    /// <param name="unixTimeSeconds">Seconds since 1970-01-01T00:00:00Z, or 0.</param>
    /// <returns>Whether this is a Date.</returns>
    public bool TryGetDate(out long unixTimeSeconds) => TryGetNumber(BareItemType.Date, out unixTimeSeconds);

    /// <summary>Gets the text of a Display String.</summary>
    /// <param name="value">The decoded text, or null.</param>
    /// <returns>Whether this is a Display String.</returns>
    public bool TryGetDisplayString([NotNullWhen(true)] out string? value) => TryGetText(BareItemType.DisplayString, out value);

    /// <summary>Serialises the value (§4.1.3.1).</summary>
    /// <returns>The text of the field.</returns>
    public override string ToString() => Serializer.Serialize(this);

    /// <summary>Whether both have the same type and value.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>Whether they are equal. The time depends on the values: not for secrets.</returns>
    public bool Equals(BareItem other) =>
        Type == other.Type && _number == other._number
        && (Type == BareItemType.ByteSequence ? Bytes.AsSpan().SequenceEqual(other.Bytes) : Equals(_content, other._content));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BareItem other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Type);
        hash.Add(_number);
        if (Type == BareItemType.ByteSequence)
        {
            hash.AddBytes(Bytes);
        }
        else
        {
            hash.Add(_content);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether both have the same type and value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(BareItem left, BareItem right) => left.Equals(right);

    /// <summary>Whether the types or the values differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(BareItem left, BareItem right) => !left.Equals(right);

    // What the parser has just read is valid by construction.
    internal static BareItem FromThousandths(long thousandths) => new(BareItemType.Decimal, thousandths);

    internal static BareItem FromParsed(BareItemType type, string text) => new(type, (object)text);

    internal static BareItem FromParsed(byte[] bytes) => new(BareItemType.ByteSequence, bytes);

    private static long InRange(long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxInteger);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -MaxInteger);
        return value;
    }

    private static ArgumentException Unfit(BareItemType type, string parameter) =>
        new($"A character is not allowed in a {type} (RFC 9651 §3.3).", parameter);

    private bool TryGetNumber(BareItemType type, out long number)
    {
        number = Type == type ? _number : 0;
        return Type == type;
    }

    private bool TryGetText(BareItemType type, [NotNullWhen(true)] out string? text)
    {
        text = Type == type ? Text : null;
        return text is not null;
    }
}
