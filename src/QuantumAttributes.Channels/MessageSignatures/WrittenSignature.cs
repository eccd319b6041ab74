using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>What the two fields of a signature say (RFC 9421 §4), taken apart and not yet judged.</summary>
internal readonly ref struct WrittenSignature
{
    private const string Start = RequestSignatureProfile.Label + "=(";
    private const string End = ";tag=\"" + RequestSignatureProfile.Tag + "\"";

    public required string Label { get; init; }

    public required List<string> Covered { get; init; }

    /// <summary>The member of <c>Signature-Input</c> as it is serialised: the value of <c>@signature-params</c> (RFC 9421 §2.3).</summary>
    public required ReadOnlyMemory<char> Parameters { get; init; }

    public required long Created { get; init; }

    public required long Expires { get; init; }

    public required ReadOnlySpan<char> Nonce { get; init; }

    public required ReadOnlySpan<char> KeyId { get; init; }

    public required string Algorithm { get; init; }

    public required SignatureBytes Bytes { get; init; }

    /// <summary>
    /// Reads one signature in the form in which ours are written: our label, the parameters in our order, nothing beside it. What is not in
    /// that form, right or wrong, is judged by the general parser.
    /// </summary>
    public static bool TryReadOwnForm(string? inputField, string? signatureField, out WrittenSignature signature)
    {
        signature = default;
        if (inputField is null || signatureField is null)
            return false;
        var input = new FieldText(inputField);
        var covered = new List<string>(RequestSignatureProfile.CoveredAlways.Count + 3);
        if (!input.TryRead(Start) || !TryReadCovered(ref input, covered)
            || !input.TryRead(";created=") || !input.TryReadSerializedNumber(out ulong created)
            || !input.TryRead(";expires=") || !input.TryReadSerializedNumber(out ulong expires)
            || !input.TryRead(";nonce=") || !input.TryReadString(out ReadOnlySpan<char> nonce)
            || !input.TryRead(";keyid=") || !input.TryReadString(out ReadOnlySpan<char> keyId)
            || !input.TryRead(";alg=") || !input.TryReadString(out ReadOnlySpan<char> algorithm)
            || !input.TryRead(End) || !input.AtEnd
            || !TryReadBytes(signatureField, out SignatureBytes bytes))
        {
            return false;
        }

        signature = new WrittenSignature
        {
            Label = RequestSignatureProfile.Label,
            Covered = covered,
            Parameters = inputField.AsMemory(RequestSignatureProfile.Label.Length + 1),
            Created = (long)created,
            Expires = (long)expires,
            Nonce = nonce,
            KeyId = keyId,
            Algorithm = algorithm.ToString(),
            Bytes = bytes,
        };
        return true;
    }

    private static bool TryReadCovered(ref FieldText input, List<string> covered)
    {
        do
        {
            if (covered.Count == SignatureBase.MaxComponents || !input.TryReadString(out ReadOnlySpan<char> name) || !SignatureBase.IsName(name))
                return false;
            string component = RequestSignatureProfile.NameOf(name);
            if (covered.Contains(component))
                return false;
            covered.Add(component);
        }
        while (input.TryRead(" "));
        return input.TryRead(")");
    }

    private static bool TryReadBytes(string field, out SignatureBytes bytes)
    {
        const string BeforeDigits = RequestSignatureProfile.Label + "=:";
        var text = new FieldText(field);
        bytes = default;
        if (!text.TryRead(BeforeDigits) || !text.TryReadBase64(1, int.MaxValue, out ReadOnlySpan<char> digits, out int size) || !text.AtEnd)
            return false;
        bytes = new SignatureBytes(field.AsMemory(BeforeDigits.Length, digits.Length), size);
        return true;
    }
}
