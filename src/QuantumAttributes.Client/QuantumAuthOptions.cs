using System.Security.Cryptography;

namespace QuantumAttributes.Client;

/// <summary>How a client signs in.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class QuantumAuthOptions
{
    /// <summary>Which requests are signed (RFC 9421). A signed body is held in memory.</summary>
    public RequestSigning RequestSigning { get; set; } = RequestSigning.WhenAsked;

    /// <summary>
    /// Signs every signed request a second time, for servers that demand both: an ECDSA key on P-256 or P-384 that is registered there
    /// beside the post-quantum one. It stays the caller's, and nobody else uses it as long as the client is used. Null: one signature.
    /// </summary>
    public ECDsa? ClassicalKey { get; set; }
}
