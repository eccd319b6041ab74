namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>
/// What a list or a dictionary holds: an <see cref="Item"/> or an <see cref="InnerList"/>, each with parameters (RFC 9651 §3.1,
/// §3.2). Immutable and thread-safe.
/// </summary>
public abstract class Member
{
    private protected Member(Parameters? parameters) => Parameters = parameters ?? Parameters.Empty;

    /// <summary>The parameters (§3.1.2), in order.</summary>
    public Parameters Parameters { get; }

    /// <summary>Serialises the member with its parameters (§4.1.1.1, §4.1.3).</summary>
    /// <returns>The text of the field.</returns>
    public override string ToString() => Serializer.Serialize(this);
}
