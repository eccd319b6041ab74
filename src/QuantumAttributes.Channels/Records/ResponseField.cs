using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Records;

/// <summary>The <c>Quantum-Channel</c> field of an answer: <c>v=1, n=17, nonce=:32 bytes:, sealed=:…:</c> (protocol.md §4).</summary>
/// <param name="Number">n: the number of the request that is answered.</param>
/// <param name="Nonce">The random bytes that this answer's keys come from.</param>
/// <param name="Sealed">The protected headers, sealed, with their tag.</param>
public sealed record ResponseField(ulong Number, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Sealed)
{
    /// <summary>Bytes of the nonce.</summary>
    public const int NonceSize = 32;

    private const int MaxSealed = ProtectedHeaders.MaxEncodedSize + Frame.TagSize;

    private const string BeforeNumber = "v=1, n=";
    private const string BeforeNonce = ", nonce=:";
    private const string AfterBytes = ", sealed=:";
    private const string BeforeSealed = ":" + AfterBytes;

    /// <summary>Reads a field's value, or returns null: a key that is missing, unknown or there twice, or a value out of range.</summary>
    public static ResponseField? Parse(string value) => ReadOwnForm(value) ?? ParseAnyForm(value);

    // What is not in the form that we write, right or wrong, is judged by the general parser.
    internal static ResponseField? ParseAnyForm(string value)
    {
        if (!StructuredField.TryParseDictionary(value, out FieldDictionary? field, rejectDuplicateKeys: true) || field.Count != 4)
            return null;
        return RequestField.HasVersion(field)
            && RequestField.TryGetNumber(field, out ulong number)
            && RequestField.TryGetBytes(field, "nonce", NonceSize, NonceSize, out ReadOnlyMemory<byte> nonce)
            && RequestField.TryGetBytes(field, "sealed", Frame.TagSize, MaxSealed, out ReadOnlyMemory<byte> sealedHeaders)
            ? new ResponseField(number, nonce, sealedHeaders)
            : null;
    }

    /// <summary>The field's value.</summary>
    public override string ToString() => Format(new Parts(Number, Nonce.Span, Sealed.Span));

    /// <summary>The value of a field with these parts.</summary>
    internal static string Format(Parts field)
    {
        int length = BeforeNumber.Length + FieldText.Digits(field.Number) + BeforeNonce.Length + FieldText.Base64Size(field.Nonce.Length)
            + BeforeSealed.Length + FieldText.Base64Size(field.Sealed.Length) + 1;
        return string.Create(length, field, static (text, field) =>
        {
            text = FieldText.Write(text, BeforeNumber);
            text = FieldText.Write(text, field.Number);
            text = FieldText.Write(text, BeforeNonce);
            text = FieldText.Write(text, field.Nonce);
            text = FieldText.Write(text, BeforeSealed);
            text = FieldText.Write(text, field.Sealed);
            text[0] = ':';
        });
    }

    internal static ResponseField? ReadOwnForm(string value)
    {
        var text = new FieldText(value);
        return text.TryRead(BeforeNumber) && text.TryReadNumber(out ulong number)
            && text.TryRead(BeforeNonce) && text.TryReadBytes(NonceSize, NonceSize, out byte[] nonce)
            && text.TryRead(AfterBytes) && text.TryReadBytes(Frame.TagSize, MaxSealed, out byte[] sealedHeaders)
            && text.AtEnd
            ? new ResponseField(number, nonce, sealedHeaders)
            : null;
    }

    /// <summary>What a field says, where whoever writes it has it.</summary>
    internal readonly ref struct Parts(ulong number, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedHeaders)
    {
        public readonly ulong Number = number;
        public readonly ReadOnlySpan<byte> Nonce = nonce;
        public readonly ReadOnlySpan<byte> Sealed = sealedHeaders;
    }
}
