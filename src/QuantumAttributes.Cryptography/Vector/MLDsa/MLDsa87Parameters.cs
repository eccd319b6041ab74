namespace QuantumAttributes.Cryptography;

/// <summary>ML-DSA-87 (FIPS 204, table 1).</summary>
internal readonly struct MLDsa87Parameters : IMLDsaParameters
{
    public static MLDsaShape Shape => MLDsaShape.MLDsa87;

    public static int K => 8;

    public static int L => 7;

    public static int Eta => 2;

    public static int Tau => 60;

    public static int Gamma1Bits => 19;

    public static int HighParts => 16;

    public static int Omega => 75;

    public static int CommitmentHashSize => 64;
}
