namespace QuantumAttributes.Channels.Storage;

/// <summary>What servers share cannot be read or written. The message says what to do, and holds no secret.</summary>
public sealed class ChannelStoreException : IOException
{
    /// <summary>Creates the exception.</summary>
    public ChannelStoreException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public ChannelStoreException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
