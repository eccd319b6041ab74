namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>What is done with a key at one place.</summary>
internal enum KeyAction
{
    /// <summary>Nothing that tells what it is for.</summary>
    None,

    /// <summary>It verifies or decrypts.</summary>
    Read,

    Sign,

    Encrypt,

    /// <summary>Something that is done out of sight.</summary>
    Unknown,
}
