using System.Security.Cryptography;

namespace QuantumAttributes.Keys;

/// <summary>A key of the ring cannot do what was asked of it. The message says what to do and holds no secret.</summary>
public class KeyRingException : CryptographicException
{
    /// <summary>Creates the exception.</summary>
    public KeyRingException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public KeyRingException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
