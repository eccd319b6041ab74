namespace QuantumAttributes.Cryptography;

/// <summary>An extendable-output function: as many bytes of the data's hash as the output has.</summary>
internal delegate void Xof(ReadOnlySpan<byte> data, Span<byte> output);

/// <summary>A single-stage KDF with HPKE's labels: LabeledDerive of draft-ietf-hpke-hpke, section 4.</summary>
/// <param name="xof">The function.</param>
/// <param name="suiteId">What the derivation is for: a KEM or a whole suite.</param>
internal readonly ref struct LabeledXof(Xof xof, ReadOnlySpan<byte> suiteId)
{
    private const int LengthSize = 2;

    private readonly ReadOnlySpan<byte> _suiteId = suiteId;

    /// <summary>
    /// <c>Derive(ikm || "HPKE-v1" || suite_id || lengthPrefixed(label) || I2OSP(L, 2) || context, L)</c>.
    /// </summary>
    public void Derive(ReadOnlySpan<byte> ikm, ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> output)
    {
        using SecretBytes labeledIkm = new(
            ikm.Length + HpkeLabel.Version.Length + _suiteId.Length + LengthSize + label.Length + LengthSize + context.Length);
        SpanWriter writer = new(labeledIkm.Span);
        writer.Write(ikm);
        writer.Write(HpkeLabel.Version);
        writer.Write(_suiteId);
        writer.WriteLengthPrefixed(label);
        writer.WriteLength(output.Length);
        writer.Write(context);
        xof(labeledIkm.Span, output);
    }
}
