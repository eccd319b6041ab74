namespace QuantumAttributes.Client;

/// <summary>Whom a client opens sessions with.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class QuantumSessionOptions : QuantumTrustOptions
{
}
