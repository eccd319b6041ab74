namespace QuantumAttributes;

/// <summary>How a caller proves who they are.</summary>
[Flags]
public enum QuantumMechanism
{
    /// <summary>No mechanism.</summary>
    None = 0,

    /// <summary>The client signed the channel's handshake: each record then proves possession of the key.</summary>
    Channel = 1,

    /// <summary>A ticket from a signed handshake, and a MAC over each request.</summary>
    Session = 2,

    /// <summary>Each request is signed (RFC 9421). The only mechanism with non-repudiation.</summary>
    Signature = 4,
}
