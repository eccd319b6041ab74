using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The checks and messages the key classes share. Messages never quote key material.</summary>
internal static class KeyErrors
{
    /// <exception cref="CryptographicException">An encoded key has not the size of its algorithm.</exception>
    public static void CheckKeySize(ReadOnlySpan<byte> key, int size, CryptographicAlgorithm algorithm, string what)
    {
        if (key.Length != size)
            throw new CryptographicException($"The {what} of {algorithm} has {size} bytes, not {key.Length}.");
    }

    /// <exception cref="ArgumentException">A caller's buffer has not the size the algorithm demands.</exception>
    public static void CheckBufferSize(int actual, int size, string what, string parameter)
    {
        if (actual != size)
            throw new ArgumentException($"The {what} has exactly {size} bytes, not {actual}.", parameter);
    }

    /// <exception cref="NotSupportedException">The algorithm has no object identifier.</exception>
    public static string OidOf(CryptographicAlgorithm algorithm) =>
        algorithm.Oid ?? throw new NotSupportedException($"{algorithm} has no object identifier.");

    public static CryptographicException NoExpandedKey(CryptographicAlgorithm algorithm) =>
        new($"{algorithm} has no expanded private key; its private key is the seed.");

    public static CryptographicException SeedMismatch() =>
        new("The private key holds a seed and an expanded key that do not belong together.");

    public static CryptographicException PublicKeyMismatch() => new("The private key holds a public key that is not its own.");

    public static CryptographicException UnknownOid(string oid, string what) =>
        new($"{oid} is not the identifier of a {what} known here.");

    public static CryptographicException NoSeed(CryptographicAlgorithm algorithm) =>
        new($"A key of {algorithm} is not made from a seed.");

    public static CryptographicException NoSeed() =>
        new("The key has no seed, or was imported without it, and the expanded form does not give it back.");
}
