namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Whose rules a project follows. In the order of the catalogue's severities.</summary>
internal enum Profile
{
    /// <summary>What is wise.</summary>
    General,

    /// <summary>NIST IR 8547: what federal agencies and their suppliers have to replace.</summary>
    Federal,

    /// <summary>CNSA 2.0: national security systems.</summary>
    Cnsa2,
}
