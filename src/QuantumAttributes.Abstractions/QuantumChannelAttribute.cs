namespace QuantumAttributes;

/// <summary>
/// Demands that requests and answers travel end-to-end encrypted to the application, with a post-quantum key exchange.
/// </summary>
/// <remarks>A request outside a channel is refused before the endpoint runs. Instances are safe to share between threads.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = false, Inherited = true)]
public sealed class QuantumChannelAttribute : Attribute, IQuantumChannelMetadata;
