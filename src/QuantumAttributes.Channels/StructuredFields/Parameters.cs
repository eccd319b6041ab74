namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>The parameters of an item or an inner list (RFC 9651 §3.1.2), in order. Immutable and thread-safe.</summary>
public sealed class Parameters : OrderedFieldDictionary<BareItem>
{
    /// <summary>Makes parameters.</summary>
    /// <param name="parameters">Keys and values in order; they are copied.</param>
    /// <exception cref="ArgumentException">A key is not a key (§4.1.1.3), or comes twice.</exception>
    public Parameters(IEnumerable<KeyValuePair<string, BareItem>> parameters)
        : base(Checked(parameters))
    {
    }

    internal Parameters(OrderedDictionary<string, BareItem> parsed)
        : base(parsed)
    {
    }

    /// <summary>No parameters.</summary>
    public static Parameters Empty { get; } = new(new OrderedDictionary<string, BareItem>());

    /// <summary>Serialises the parameters, each with its leading semicolon (§4.1.1.2).</summary>
    /// <returns>The text; empty if there are none.</returns>
    public override string ToString() => Serializer.Serialize(this);
}
