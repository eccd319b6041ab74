namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>A dictionary: members by key, in order (RFC 9651 §3.2). Immutable and thread-safe.</summary>
public sealed class FieldDictionary : OrderedFieldDictionary<Member>
{
    /// <summary>Makes a dictionary.</summary>
    /// <param name="members">Keys and members in order; they are copied.</param>
    /// <exception cref="ArgumentException">A key is not a key (§4.1.1.3), or comes twice.</exception>
    public FieldDictionary(IEnumerable<KeyValuePair<string, Member>> members)
        : base(Checked(members))
    {
    }

    internal FieldDictionary(OrderedDictionary<string, Member> parsed)
        : base(parsed)
    {
    }

    /// <summary>Serialises the dictionary (§4.1.2).</summary>
    /// <returns>The text of the field. Empty if there is no member: then the field itself is to be left out (§4.1).</returns>
    public override string ToString() => Serializer.Serialize(this);
}
