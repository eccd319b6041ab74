namespace QuantumAttributes.Cryptography;

/// <summary>What signing and verifying check of their input before a provider sees it.</summary>
internal static class SignatureRules
{
    /// <exception cref="ArgumentException">The context is longer than the algorithm allows.</exception>
    public static void CheckContext(SignatureAlgorithm algorithm, ReadOnlySpan<byte> context)
    {
        if (context.Length > algorithm.MaxContextSize)
            throw new ArgumentException(
                $"A context of {algorithm} has at most {algorithm.MaxContextSize} bytes, not {context.Length}.", nameof(context));
    }

    /// <exception cref="ArgumentException">The hash function is not an approved one, or its hashes have another size.</exception>
    /// <exception cref="NotSupportedException">The algorithm has no pre-hash form.</exception>
    public static void CheckPreHash(SignatureAlgorithm algorithm, ReadOnlySpan<byte> hash, string hashAlgorithmOid)
    {
        PreHashFunction.Check(hash, hashAlgorithmOid);
        if (!algorithm.HasPreHash)
            throw new NotSupportedException($"{algorithm} has no pre-hash form.");
    }

    /// <exception cref="ArgumentException">The representative has another size.</exception>
    /// <exception cref="NotSupportedException">The algorithm defines no message representative.</exception>
    public static void CheckMu(SignatureAlgorithm algorithm, ReadOnlySpan<byte> mu)
    {
        KeyErrors.CheckBufferSize(mu.Length, MLDsaPreHash.MuSize, "message representative", nameof(mu));
        if (!algorithm.HasMu)
            throw new NotSupportedException($"{algorithm} defines no message representative.");
    }

    /// <exception cref="ArgumentOutOfRangeException">The mode is not one of the enumeration's.</exception>
    /// <exception cref="NotSupportedException">The algorithm has no deterministic mode.</exception>
    public static void CheckMode(SignatureAlgorithm algorithm, SigningMode mode)
    {
        if (mode is not (SigningMode.Hedged or SigningMode.Deterministic))
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown signing mode.");
        if (mode == SigningMode.Deterministic && !algorithm.HasDeterministicMode)
            throw new NotSupportedException($"{algorithm} has no deterministic mode.");
    }

    /// <summary>Whether a signature of the algorithm can have this size.</summary>
    public static bool IsPossibleSize(SignatureAlgorithm algorithm, ReadOnlySpan<byte> signature) =>
        algorithm.HasVariableSignatureSize
            ? signature.Length <= algorithm.SignatureSize
            : signature.Length == algorithm.SignatureSize;
}
