using System.Security.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>The key-encryption key cannot be had. The message says what to do and holds no secret.</summary>
public sealed class KeyProtectionException : CryptographicException
{
    /// <summary>Creates the exception.</summary>
    public KeyProtectionException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public KeyProtectionException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
