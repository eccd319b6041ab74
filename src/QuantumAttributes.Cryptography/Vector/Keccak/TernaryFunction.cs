namespace QuantumAttributes.Cryptography;

/// <summary>
/// Functions of three bits as AVX-512's <c>vpternlog</c> takes them: bit <c>4a + 2b + c</c> is the function's value of (a, b, c).
/// </summary>
internal static class TernaryFunction
{
    /// <summary><c>a ^ b ^ c</c></summary>
    public const byte Xor = 0b1001_0110;

    /// <summary><c>a ^ (~b &amp; c)</c></summary>
    public const byte XorAndNot = 0b1101_0010;
}
