namespace QuantumAttributes.Cryptography;

/// <summary>ML-DSA-44 (FIPS 204, table 1).</summary>
internal readonly struct MLDsa44Parameters : IMLDsaParameters
{
    public static MLDsaShape Shape => MLDsaShape.MLDsa44;

    public static int K => 4;

    public static int L => 4;

    public static int Eta => 2;

    public static int Tau => 39;

    public static int Gamma1Bits => 17;

    public static int HighParts => 44;

    public static int Omega => 80;

    public static int CommitmentHashSize => 32;
}
