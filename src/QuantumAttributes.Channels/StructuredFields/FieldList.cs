using System.Collections;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>A list: members separated by commas (RFC 9651 §3.1). Immutable and thread-safe.</summary>
public sealed class FieldList : IReadOnlyList<Member>
{
    private readonly Member[] _members;

    /// <summary>Makes a list of zero or more members.</summary>
    /// <param name="members">The members; they are copied.</param>
    public FieldList(IEnumerable<Member> members) => _members = [.. members];

    /// <summary>The number of members.</summary>
    public int Count => _members.Length;

    /// <summary>Gets a member.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>The member.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such member.</exception>
    public Member this[int index] => _members[index];

    /// <summary>Enumerates the members in order.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<Member> GetEnumerator() => ((IEnumerable<Member>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _members.GetEnumerator();

    /// <summary>Serialises the list (§4.1.1).</summary>
    /// <returns>The text of the field. Empty if there is no member: then the field itself is to be left out (§4.1).</returns>
    public override string ToString() => Serializer.Serialize(this);
}
