namespace QuantumAttributes.Channels;

/// <summary>
/// A channel could not be set up or used: a handshake that failed, an answer that is not authentic, an identity that is not pinned.
/// Nothing was sent or accepted outside the channel's protection.
/// </summary>
public sealed class ChannelException : IOException
{
    /// <summary>Creates the exception with a message that holds no secret.</summary>
    public ChannelException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with a message that holds no secret, and its cause.</summary>
    public ChannelException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception with what it is about, a message that holds no secret, and its cause.</summary>
    public ChannelException(ChannelFailure failure, string message, Exception? innerException = null) : base(message, innerException) =>
        Failure = failure;

    /// <summary>What it is about.</summary>
    public ChannelFailure Failure { get; }

    /// <summary>
    /// Whether the request had been sent, so that the server may have carried it out. False: it was not sent, or it has no effect.
    /// </summary>
    public bool RequestMayHaveRun { get; init; }
}
