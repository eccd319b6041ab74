using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>HKDF (RFC 5869) with HPKE's labels: LabeledExtract and LabeledExpand of RFC 9180, section 4.</summary>
/// <param name="hash">The hash function.</param>
/// <param name="suiteId">What the derivation is for: a KEM or a whole suite.</param>
internal readonly ref struct LabeledHkdf(HashAlgorithmName hash, ReadOnlySpan<byte> suiteId)
{
    private const int LengthSize = 2;
    private const int MaxSizeOnStack = 256; // more than a KEM and a key schedule need

    private readonly ReadOnlySpan<byte> _suiteId = suiteId;

    /// <summary><c>Extract(salt, "HPKE-v1" || suite_id || label || ikm)</c>, into Nh bytes.</summary>
    public void Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> ikm, Span<byte> prk)
    {
        // By parts, so that no copy of the secret is made. HKDF-Extract is HMAC keyed with the salt (RFC 5869, section 2.2).
        using IncrementalHash hmac = IncrementalHash.CreateHMAC(hash, salt);
        hmac.AppendData(HpkeLabel.Version);
        hmac.AppendData(_suiteId);
        hmac.AppendData(label);
        hmac.AppendData(ikm);
        hmac.GetHashAndReset(prk);
    }

    /// <summary><c>Expand(prk, I2OSP(L, 2) || "HPKE-v1" || suite_id || label || info, L)</c>.</summary>
    public void Expand(ReadOnlySpan<byte> prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, Span<byte> output)
    {
        if (output.IsEmpty)
            return; // Nk and Nn of the export-only cipher; HKDF.Expand refuses a length of zero

        int size = LengthSize + HpkeLabel.Version.Length + _suiteId.Length + label.Length + info.Length;
        Span<byte> labeledInfo = size <= MaxSizeOnStack ? stackalloc byte[MaxSizeOnStack] : new byte[size];
        labeledInfo = labeledInfo[..size];
        SpanWriter writer = new(labeledInfo);
        writer.WriteLength(output.Length);
        writer.Write(HpkeLabel.Version);
        writer.Write(_suiteId);
        writer.Write(label);
        writer.Write(info);
        HKDF.Expand(hash, prk, output, labeledInfo);
    }
}
