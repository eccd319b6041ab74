namespace QuantumAttributes.Cryptography;

/// <summary>
/// Ecdsa-Sig-Value (RFC 3279, section 2.2.3), a SEQUENCE of the INTEGERs r and s. Read strictly: one encoding for each signature,
/// whatever the platform's own reader would let through.
/// </summary>
internal static class EcdsaSignatureValue
{
    private const byte SequenceTag = 0x30;
    private const byte IntegerTag = 0x02;
    private const byte OneByteLength = 0x81;
    private const int FirstLongLength = 0x80;

    /// <summary>Reads the DER into <c>r || s</c>, each of half the span's size. The span is undefined where that fails.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> der, Span<byte> signature)
    {
        int half = signature.Length / 2;
        return TryReadHeader(ref der)
            && TryReadInteger(ref der, signature[..half])
            && TryReadInteger(ref der, signature[half..])
            && der.IsEmpty;
    }

    /// <summary>Tag and length of the sequence, which must fill the rest. Two integers below 2^521 need no longer form.</summary>
    private static bool TryReadHeader(ref ReadOnlySpan<byte> der)
    {
        if (der.Length < 3 || der[0] != SequenceTag)
            return false;
        bool isLong = der[1] == OneByteLength;
        int length = isLong ? der[2] : der[1];
        der = der[(isLong ? 3 : 2)..];
        return isLong == length >= FirstLongLength && length == der.Length;
    }

    /// <summary>
    /// A positive integer without superfluous zeros, right-aligned in the span. A length of long form is, read as a short one,
    /// more than the span has.
    /// </summary>
    private static bool TryReadInteger(ref ReadOnlySpan<byte> der, Span<byte> value)
    {
        if (der.Length < 3 || der[0] != IntegerTag || der[1] == 0 || der[1] > der.Length - 2)
            return false;
        ReadOnlySpan<byte> digits = der.Slice(2, der[1]);
        der = der[(2 + digits.Length)..];
        if (digits[0] >= FirstLongLength)
            return false;
        if (digits[0] == 0)
        {
            digits = digits[1..];
            if (digits.IsEmpty || digits[0] < FirstLongLength)
                return false;
        }

        if (digits.Length > value.Length)
            return false;
        value.Clear();
        digits.CopyTo(value[^digits.Length..]);
        return true;
    }
}
