namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>A bare item with its parameters (RFC 9651 §3.3). Immutable and thread-safe.</summary>
/// <param name="value">The value.</param>
/// <param name="parameters">The parameters; null is none.</param>
public sealed class Item(BareItem value, Parameters? parameters = null) : Member(parameters)
{
    /// <summary>The value.</summary>
    public BareItem Value { get; } = value;
}
