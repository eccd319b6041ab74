using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>
/// Values by key, in the order of the field: what <see cref="Parameters"/> and <see cref="FieldDictionary"/> have in common
/// (RFC 9651 §3.1.2, §3.2). Keys are compared character for character. Immutable and thread-safe.
/// </summary>
/// <typeparam name="TValue">What a key leads to.</typeparam>
public abstract class OrderedFieldDictionary<TValue> : IReadOnlyDictionary<string, TValue>
{
    private readonly OrderedDictionary<string, TValue> _members;

    private protected OrderedFieldDictionary(OrderedDictionary<string, TValue> members) => _members = members;

    /// <summary>The number of keys.</summary>
    public int Count => _members.Count;

    /// <summary>The keys, in order.</summary>
    public IEnumerable<string> Keys => _members.Keys;

    /// <summary>The values, in order.</summary>
    public IEnumerable<TValue> Values => _members.Values;

    /// <summary>Gets the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public TValue this[string key] => _members[key];

    /// <summary>Whether there is such a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it is present.</returns>
    public bool ContainsKey(string key) => _members.ContainsKey(key);

    /// <summary>Gets the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, or the default.</param>
    /// <returns>Whether the key is present.</returns>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value) => _members.TryGetValue(key, out value);

    /// <summary>Enumerates the pairs in order.</summary>
    /// <returns>The enumerator.</returns>
    public OrderedDictionary<string, TValue>.Enumerator GetEnumerator() => _members.GetEnumerator();

    IEnumerator<KeyValuePair<string, TValue>> IEnumerable<KeyValuePair<string, TValue>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected static OrderedDictionary<string, TValue> Checked(IEnumerable<KeyValuePair<string, TValue>> members)
    {
        OrderedDictionary<string, TValue> copy = [];
        foreach ((string key, TValue value) in members)
        {
            if (!Grammar.IsKey(key))
            {
                throw new ArgumentException("A key is not one (RFC 9651 §4.1.1.3).", nameof(members));
            }

            copy.Add(key, value);
        }

        return copy;
    }
}
