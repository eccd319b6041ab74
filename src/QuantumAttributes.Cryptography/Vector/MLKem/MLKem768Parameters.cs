namespace QuantumAttributes.Cryptography;

/// <summary>ML-KEM-768.</summary>
internal readonly struct MLKem768Parameters : IMLKemParameters
{
    public static int K => 3;

    public static int Eta1 => 2;

    public static int Du => 10;

    public static int Dv => 4;
}
