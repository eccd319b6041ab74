namespace QuantumAttributes.Cryptography;

/// <summary>The key schedule of draft-ietf-hpke-hpke, section 5.1, over a single-stage KDF.</summary>
internal sealed class OneStageKeySchedule(Xof xof) : KeySchedule
{
    private const int LengthSize = 2;

    public override void CombineSecrets(
        ReadOnlySpan<byte> suiteId,
        byte mode,
        ReadOnlySpan<byte> sharedSecret,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> psk,
        ReadOnlySpan<byte> pskId,
        HpkeSecrets secrets)
    {
        using SecretBytes ikm = new(LengthSize + psk.Length + LengthSize + sharedSecret.Length);
        SpanWriter ikmWriter = new(ikm.Span);
        ikmWriter.WriteLengthPrefixed(psk);
        ikmWriter.WriteLengthPrefixed(sharedSecret);

        byte[] context =
            [mode, .. HpkeLabel.Length(pskId.Length), .. pskId, .. HpkeLabel.Length(info.Length), .. info];

        // The secret is key || base_nonce || exporter_secret already.
        new LabeledXof(xof, suiteId).Derive(ikm.Span, "secret"u8, context, secrets.All);
    }

    /// <summary>draft-ietf-hpke-hpke, section 5.3.</summary>
    public override void Export(
        ReadOnlySpan<byte> suiteId,
        ReadOnlySpan<byte> exporterSecret,
        ReadOnlySpan<byte> exporterContext,
        Span<byte> exported) =>
        new LabeledXof(xof, suiteId).Derive(exporterSecret, "sec"u8, exporterContext, exported);
}
