namespace QuantumAttributes.Keys.Protection;

/// <summary>Where a key-encryption key comes from. The number stands in each container's header.</summary>
public enum KeyProtectionKind
{
    /// <summary>Nowhere: it is 32 bytes of zero, so that containers are checked for damage and hide nothing.</summary>
    None = 0,

    /// <summary>A passphrase, through Argon2id (RFC 9106).</summary>
    Passphrase = 1,

    /// <summary>32 bytes of a key file, of the environment, or put together again from shares.</summary>
    Secret = 2,

    /// <summary>A random key, itself protected by ASP.NET Core's Data Protection.</summary>
    DataProtection = 3,
}
