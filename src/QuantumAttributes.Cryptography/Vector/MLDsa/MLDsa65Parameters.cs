namespace QuantumAttributes.Cryptography;

/// <summary>ML-DSA-65 (FIPS 204, table 1).</summary>
internal readonly struct MLDsa65Parameters : IMLDsaParameters
{
    public static MLDsaShape Shape => MLDsaShape.MLDsa65;

    public static int K => 6;

    public static int L => 5;

    public static int Eta => 4;

    public static int Tau => 49;

    public static int Gamma1Bits => 19;

    public static int HighParts => 16;

    public static int Omega => 55;

    public static int CommitmentHashSize => 48;
}
