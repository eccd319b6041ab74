namespace QuantumAttributes.Client;

/// <summary>How a client signs in.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class QuantumAuthOptions
{
    /// <summary>Which requests are signed (RFC 9421). A signed body is held in memory.</summary>
    public RequestSigning RequestSigning { get; set; } = RequestSigning.WhenAsked;
}
