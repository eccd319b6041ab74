namespace QuantumAttributes.Keys.Storage;

/// <summary>The store cannot be read or written. The message says what to do and holds no secret.</summary>
public class KeyStoreException : IOException
{
    /// <summary>Creates the exception.</summary>
    public KeyStoreException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public KeyStoreException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
