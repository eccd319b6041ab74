using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography;

/// <summary>The checks and messages the key classes share. Messages never quote key material.</summary>
internal static class KeyErrors
{
    /// <exception cref="CryptographicException">An encoded key has not the size of its algorithm.</exception>
    public static void CheckKeySize(ReadOnlySpan<byte> key, int size, string algorithm, string what)
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

    /// <exception cref="ArgumentException">The context is longer than the algorithm allows.</exception>
    public static void CheckContextSize(ReadOnlySpan<byte> context, int max)
    {
        if (context.Length > max)
            throw new ArgumentException($"A context has at most {max} bytes, not {context.Length}.", nameof(context));
    }

    public static CryptographicException NoExpandedKey(string algorithm) =>
        new($"{algorithm} has no expanded private key; its private key is the seed.");

    public static CryptographicException SeedMismatch() =>
        new("The private key holds a seed and an expanded key that do not belong together.");

    public static CryptographicException PublicKeyMismatch() => new("The private key holds a public key that is not its own.");

    public static CryptographicException UnknownOid(string oid, string what) =>
        new($"{oid} is not the identifier of a {what} known here.");

    public static CryptographicException NoSeed() =>
        new("The key was imported without its seed, which the expanded form does not give back.");
}
