namespace QuantumAttributes.Client;

/// <summary>Which requests a client signs.</summary>
public enum RequestSigning
{
    /// <summary>
    /// Those that the server asks it for: in a channel the handshake's signature is mostly enough. Without a channel, every request.
    /// </summary>
    WhenAsked,

    /// <summary>Every request.</summary>
    Always,
}
