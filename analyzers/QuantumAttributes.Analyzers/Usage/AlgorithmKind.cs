namespace QuantumAttributes.Analyzers.Usage;

/// <summary>What an algorithm is for.</summary>
internal enum AlgorithmKind
{
    /// <summary>Agrees on keys.</summary>
    Kem,

    /// <summary>Signs.</summary>
    Signature,
}
