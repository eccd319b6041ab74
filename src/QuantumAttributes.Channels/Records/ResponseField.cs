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

    /// <summary>Reads a field's value, or returns null: a key that is missing, unknown or there twice, or a value out of range.</summary>
    public static ResponseField? Parse(string value)
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
    public override string ToString() => new FieldDictionary(
    [
        new("v", new Item(BareItem.FromInteger(RequestField.Version))),
        new("n", new Item(BareItem.FromInteger((long)Number))),
        new("nonce", new Item(BareItem.FromBytes(Nonce.Span))),
        new("sealed", new Item(BareItem.FromBytes(Sealed.Span))),
    ]).ToString();
}
