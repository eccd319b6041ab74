namespace QuantumAttributes.AspNetCore;

/// <summary>Endpoint metadata by which the start-up check sees that <c>MapQuantumAttributes()</c> was called.</summary>
internal sealed class QuantumAttributesMapped
{
    public static QuantumAttributesMapped Instance { get; } = new();
}
