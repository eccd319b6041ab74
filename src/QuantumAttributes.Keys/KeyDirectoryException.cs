namespace QuantumAttributes.Keys;

/// <summary>The key directory, or a key in it, cannot be used. The message says what to do and holds no secret.</summary>
public sealed class KeyDirectoryException : IOException
{
    /// <summary>Creates the exception.</summary>
    public KeyDirectoryException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public KeyDirectoryException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
