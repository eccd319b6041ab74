using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The key schedule of RFC 9180, section 5.1, over HKDF.</summary>
internal sealed class TwoStageKeySchedule(HashAlgorithmName hash) : KeySchedule
{
    public override void CombineSecrets(
        ReadOnlySpan<byte> suiteId,
        byte mode,
        ReadOnlySpan<byte> sharedSecret,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> psk,
        ReadOnlySpan<byte> pskId,
        HpkeSecrets secrets)
    {
        LabeledHkdf kdf = new(hash, suiteId);
        Span<byte> keyScheduleContext = stackalloc byte[1 + Nh + Nh];
        Span<byte> secret = stackalloc byte[Nh];
        try
        {
            keyScheduleContext[0] = mode;
            kdf.Extract([], "psk_id_hash"u8, pskId, keyScheduleContext.Slice(1, Nh));
            kdf.Extract([], "info_hash"u8, info, keyScheduleContext[(1 + Nh)..]);

            kdf.Extract(sharedSecret, "secret"u8, psk, secret);
            kdf.Expand(secret, "key"u8, keyScheduleContext, secrets.Key);
            kdf.Expand(secret, "base_nonce"u8, keyScheduleContext, secrets.BaseNonce);
            kdf.Expand(secret, "exp"u8, keyScheduleContext, secrets.ExporterSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>RFC 9180, section 5.3.</summary>
    public override void Export(
        ReadOnlySpan<byte> suiteId,
        ReadOnlySpan<byte> exporterSecret,
        ReadOnlySpan<byte> exporterContext,
        Span<byte> exported) =>
        new LabeledHkdf(hash, suiteId).Expand(exporterSecret, "sec"u8, exporterContext, exported);
}
