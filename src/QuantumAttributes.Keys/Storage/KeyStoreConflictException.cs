namespace QuantumAttributes.Keys.Storage;

/// <summary>Somebody else changed the ring first, and nothing was written. Read it again, and decide again.</summary>
public sealed class KeyStoreConflictException : KeyStoreException
{
    /// <summary>Creates the exception.</summary>
    public KeyStoreConflictException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public KeyStoreConflictException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
