using System.Buffers.Binary;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Records;

/// <summary>The <c>Quantum-Channel</c> field of a request: <c>v=1, id=:16 bytes:, n=17, sealed=:…:</c> (protocol.md §4).</summary>
/// <param name="Channel">The channel that the request travels in.</param>
/// <param name="Number">n: the request's number in the channel.</param>
/// <param name="Sealed">The protected headers, sealed, with their tag.</param>
public readonly record struct RequestField(ChannelId Channel, ulong Number, ReadOnlyMemory<byte> Sealed)
{
    /// <summary>The field's name.</summary>
    public const string Name = "Quantum-Channel";

    internal const int Version = 1;

    /// <summary>The tag, which ends <see cref="Sealed"/>: what ties an answer to its request.</summary>
    internal UInt128 Tag => BinaryPrimitives.ReadUInt128BigEndian(Sealed.Span[^Frame.TagSize..]);

    private const int MaxSealed = ProtectedHeaders.MaxEncodedSize + Frame.TagSize;

    private const string BeforeId = "v=1, id=:";
    private const string AfterBytes = ", n=";
    private const string BeforeNumber = ":" + AfterBytes;
    private const string BeforeSealed = ", sealed=:";

    /// <summary>Reads a field's value, or returns null: a key that is missing, unknown or there twice, or a value out of range.</summary>
    public static RequestField? Parse(string value) => ReadOwnForm(value) ?? ParseAnyForm(value);

    // What is not in the form that we write, right or wrong, is judged by the general parser.
    internal static RequestField? ParseAnyForm(string value)
    {
        if (!StructuredField.TryParseDictionary(value, out FieldDictionary? field, rejectDuplicateKeys: true) || field.Count != 4)
            return null;
        return HasVersion(field)
            && TryGetBytes(field, "id", ChannelId.Size, ChannelId.Size, out ReadOnlyMemory<byte> id)
            && TryGetNumber(field, out ulong number)
            && TryGetBytes(field, "sealed", Frame.TagSize, MaxSealed, out ReadOnlyMemory<byte> sealedHeaders)
            ? new RequestField(new ChannelId(id.Span), number, sealedHeaders)
            : null;
    }

    /// <summary>The field's value.</summary>
    public override string ToString()
    {
        int length = BeforeId.Length + FieldText.Base64Size(ChannelId.Size) + BeforeNumber.Length + FieldText.Digits(Number)
            + BeforeSealed.Length + FieldText.Base64Size(Sealed.Length) + 1;
        return string.Create(length, this, static (text, field) =>
        {
            Span<byte> id = stackalloc byte[ChannelId.Size];
            field.Channel.CopyTo(id);
            text = FieldText.Write(text, BeforeId);
            text = FieldText.Write(text, id);
            text = FieldText.Write(text, BeforeNumber);
            text = FieldText.Write(text, field.Number);
            text = FieldText.Write(text, BeforeSealed);
            text = FieldText.Write(text, field.Sealed.Span);
            text[0] = ':';
        });
    }

    internal static RequestField? ReadOwnForm(string value)
    {
        var text = new FieldText(value);
        Span<byte> id = stackalloc byte[ChannelId.Size];
        return text.TryRead(BeforeId) && text.TryReadBytes(id)
            && text.TryRead(AfterBytes) && text.TryReadNumber(out ulong number)
            && text.TryRead(BeforeSealed) && text.TryReadBytes(Frame.TagSize, MaxSealed, out byte[] sealedHeaders)
            && text.AtEnd
            ? new RequestField(new ChannelId(id), number, sealedHeaders)
            : null;
    }

    internal static bool HasVersion(FieldDictionary field) =>
        TryGetItem(field, "v", out BareItem item) && item.TryGetInteger(out long version) && version == Version;

    internal static bool TryGetNumber(FieldDictionary field, out ulong number)
    {
        number = 0;
        if (!TryGetItem(field, "n", out BareItem item) || !item.TryGetInteger(out long value) || value < 0)
            return false;
        number = (ulong)value;
        return true;
    }

    internal static bool TryGetBytes(FieldDictionary field, string key, int least, int most, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        return TryGetItem(field, key, out BareItem item) && item.TryGetBytes(out bytes) && bytes.Length >= least && bytes.Length <= most;
    }

    private static bool TryGetItem(FieldDictionary field, string key, out BareItem value)
    {
        bool found = field.TryGetValue(key, out Member? member) && member is Item { Parameters.Count: 0 };
        value = found ? ((Item)member!).Value : default;
        return found;
    }
}
