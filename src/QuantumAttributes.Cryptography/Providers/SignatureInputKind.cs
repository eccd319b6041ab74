namespace QuantumAttributes.Cryptography;

/// <summary>What a signature is over.</summary>
public enum SignatureInputKind
{
    /// <summary>A message (FIPS 204 and 205: pure).</summary>
    Message = 0,

    /// <summary>The hash of a message (FIPS 204 and 205: pre-hash).</summary>
    PreHash = 1,

    /// <summary>A message representative computed elsewhere (FIPS 204, Algorithm 7: mu).</summary>
    Mu = 2,
}
