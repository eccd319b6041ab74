namespace QuantumAttributes.Cryptography;

/// <summary>Writes one value after the other into a buffer that has room for all of them.</summary>
internal ref struct SpanWriter(Span<byte> buffer)
{
    private Span<byte> _rest = buffer;

    public void Write(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_rest);
        _rest = _rest[value.Length..];
    }

    /// <summary>lengthPrefixed of draft-ietf-hpke-hpke, section 4: I2OSP(len(value), 2) || value.</summary>
    public void WriteLengthPrefixed(ReadOnlySpan<byte> value)
    {
        Write(HpkeLabel.Length(value.Length));
        Write(value);
    }
}
