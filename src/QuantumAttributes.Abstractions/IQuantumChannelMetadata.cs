namespace QuantumAttributes;

/// <summary>Endpoint metadata: the endpoint answers only inside a quantum channel.</summary>
public interface IQuantumChannelMetadata;
