using System.Buffers.Binary;

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

    /// <summary>I2OSP(length, 2).</summary>
    public void WriteLength(int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_rest, (ushort)length);
        _rest = _rest[sizeof(ushort)..];
    }

    /// <summary>lengthPrefixed of draft-ietf-hpke-hpke, section 4: I2OSP(len(value), 2) || value.</summary>
    public void WriteLengthPrefixed(ReadOnlySpan<byte> value)
    {
        WriteLength(value.Length);
        Write(value);
    }
}
