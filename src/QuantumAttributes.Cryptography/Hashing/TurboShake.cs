namespace QuantumAttributes.Cryptography;

/// <summary>TurboSHAKE128 and TurboSHAKE256 (RFC 9861, section 2): SHAKE's sponge with half of its rounds.</summary>
internal static class TurboShake
{
    private const int Rounds = 12;
    private const int Rate128 = 168;
    private const int Rate256 = 136;

    // The separation byte D where a protocol asks for none of its own.
    private const byte NoSeparation = 0x1F;

    /// <summary>TurboSHAKE128 of the data with D = 0x1F, as many bytes as the output has.</summary>
    public static void TurboShake128(ReadOnlySpan<byte> data, Span<byte> output) => TurboShake128(data, NoSeparation, output);

    /// <summary>TurboSHAKE256 of the data with D = 0x1F, as many bytes as the output has.</summary>
    public static void TurboShake256(ReadOnlySpan<byte> data, Span<byte> output) => TurboShake256(data, NoSeparation, output);

    internal static void TurboShake128(ReadOnlySpan<byte> data, byte separation, Span<byte> output) =>
        Keccak.Hash(data, separation, Rate128, Rounds, output);

    internal static void TurboShake256(ReadOnlySpan<byte> data, byte separation, Span<byte> output) =>
        Keccak.Hash(data, separation, Rate256, Rounds, output);
}
