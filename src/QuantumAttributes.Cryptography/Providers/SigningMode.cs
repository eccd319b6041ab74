namespace QuantumAttributes.Cryptography;

/// <summary>Where the randomness of a signature comes from.</summary>
public enum SigningMode
{
    /// <summary>Fresh randomness beside the key's own secret: no two signatures are alike. What to use.</summary>
    Hedged = 0,

    /// <summary>
    /// The key's own secret alone: the same input gives the same signature. Easier prey for fault attacks (FIPS 204, section 3.4);
    /// for machines without a random number generator.
    /// </summary>
    Deterministic = 1,
}
