using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The operations that Keccak needs on its 64-bit words, which FIPS 202 calls lanes: on one word, or on the words that stand at the
/// same place of several independent states. The permutation is written once over them, and the compiler makes code of its own for each.
/// </summary>
/// <typeparam name="TWord">One word, or a vector of words.</typeparam>
internal interface IKeccakWords<TWord>
    where TWord : struct
{
    /// <summary>The same word for every state.</summary>
    static abstract TWord Broadcast(ulong word);

    /// <summary><c>a ^ b</c></summary>
    static abstract TWord Xor(TWord a, TWord b);

    /// <summary><c>a ^ b ^ c ^ d ^ e</c>, a column's parity in theta.</summary>
    static abstract TWord Xor(TWord a, TWord b, TWord c, TWord d, TWord e);

    /// <summary><c>a ^ (~b &amp; c)</c>, chi.</summary>
    static abstract TWord XorAndNot(TWord a, TWord b, TWord c);

    /// <summary>Each word turned to the left.</summary>
    static abstract TWord RotateLeft(TWord a, [ConstantExpected] byte offset);
}
