namespace QuantumAttributes.Cryptography;

/// <summary>The bytes that keep HPKE's derivations apart (RFC 9180, sections 4 and 5.1).</summary>
internal static class HpkeLabel
{
    public static ReadOnlySpan<byte> Version => "HPKE-v1"u8;

    /// <summary>The suite_id of a derivation inside a KEM (RFC 9180, section 4.1).</summary>
    public static byte[] KemSuite(int kem) => [.. "KEM"u8, .. Length(kem)];

    /// <summary>The suite_id of a derivation of the whole (RFC 9180, section 5.1).</summary>
    public static byte[] Suite(int kem, int kdf, int aead) => [.. "HPKE"u8, .. Length(kem), .. Length(kdf), .. Length(aead)];

    /// <summary>I2OSP(value, 2).</summary>
    public static byte[] Length(int value) => [(byte)(value >> 8), (byte)value];
}
