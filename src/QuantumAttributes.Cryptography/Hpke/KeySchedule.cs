using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>How one of the KDFs combines secrets and exports others. Stateless and safe to share between threads.</summary>
internal abstract class KeySchedule
{
    /// <summary>Nh: the size of the KDF's output and of the exporter secret, in bytes.</summary>
    public required int Nh { get; init; }

    /// <summary>The longest psk, psk_id or info, in bytes.</summary>
    public required int MaxInputSize { get; init; }

    /// <summary>The longest exported secret, in bytes (RFC 9180, section 5.3).</summary>
    public int MaxExportSize => 255 * Nh;

    /// <summary>The schedule of a KDF, or null when the value is none of the enumeration's.</summary>
    public static KeySchedule? Find(HpkeKdf kdf) => kdf switch
    {
        HpkeKdf.HkdfSha256 => TwoStage(HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        HpkeKdf.HkdfSha384 => TwoStage(HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
        HpkeKdf.HkdfSha512 => TwoStage(HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
        HpkeKdf.Shake128 => OneStage(Sha3.Shake128, 32),
        HpkeKdf.Shake256 => OneStage(Sha3.Shake256, 64),
        HpkeKdf.TurboShake128 => OneStage(TurboShake.TurboShake128, 32),
        HpkeKdf.TurboShake256 => OneStage(TurboShake.TurboShake256, 64),
        _ => null,
    };

    /// <summary>CombineSecrets: derives key, base_nonce and exporter_secret.</summary>
    /// <param name="suiteId">The suite the secrets are for.</param>
    /// <param name="mode">The mode's number (RFC 9180, table 1).</param>
    /// <param name="sharedSecret">The KEM's.</param>
    /// <param name="info">The application's.</param>
    /// <param name="psk">The pre-shared key, or nothing.</param>
    /// <param name="pskId">Its identifier, or nothing.</param>
    /// <param name="secrets">Receives the secrets.</param>
    public abstract void CombineSecrets(
        ReadOnlySpan<byte> suiteId,
        byte mode,
        ReadOnlySpan<byte> sharedSecret,
        ReadOnlySpan<byte> info,
        ReadOnlySpan<byte> psk,
        ReadOnlySpan<byte> pskId,
        HpkeSecrets secrets);

    /// <summary>Context.Export: derives a secret from the exporter secret.</summary>
    public abstract void Export(
        ReadOnlySpan<byte> suiteId,
        ReadOnlySpan<byte> exporterSecret,
        ReadOnlySpan<byte> exporterContext,
        Span<byte> exported);

    private static TwoStageKeySchedule TwoStage(HashAlgorithmName hash, int nh) =>
        new(hash) { Nh = nh, MaxInputSize = int.MaxValue };

    private static OneStageKeySchedule OneStage(Xof xof, int nh) => new(xof) { Nh = nh, MaxInputSize = ushort.MaxValue };
}
