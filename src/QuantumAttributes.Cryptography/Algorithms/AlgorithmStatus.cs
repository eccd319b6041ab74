namespace QuantumAttributes.Cryptography;

/// <summary>How settled the text is that defines an algorithm.</summary>
public enum AlgorithmStatus
{
    /// <summary>A published standard: bytes written today will be read tomorrow.</summary>
    Standard = 0,

    /// <summary>
    /// An advanced draft with stable encodings and test vectors; not for data at rest that cannot be encrypted anew.
    /// </summary>
    Draft = 1,

    /// <summary>A moving target, for experiments only.</summary>
    Experimental = 2,
}
