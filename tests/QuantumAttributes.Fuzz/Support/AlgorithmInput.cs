using System.Text;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

/// <summary>
/// An input for one of several algorithms: its name, a line break, and the bytes. A name means the same when others have come.
/// </summary>
internal static class AlgorithmInput
{
    public static byte[] Write(CryptographicAlgorithm algorithm, ReadOnlySpan<byte> bytes) =>
        [.. Encoding.ASCII.GetBytes(algorithm.Name), (byte)'\n', .. bytes];

    /// <summary>The algorithm, or null where the name is none, and what follows.</summary>
    public static CryptographicAlgorithm? Read(byte[] input, out byte[] bytes)
    {
        int end = Array.IndexOf(input, (byte)'\n');
        bytes = input[(end + 1)..];
        AlgorithmCatalogue.TryFind(end < 0 ? null : FuzzText.Decode(input.AsSpan(0, end)), out CryptographicAlgorithm? algorithm);
        return algorithm;
    }
}
