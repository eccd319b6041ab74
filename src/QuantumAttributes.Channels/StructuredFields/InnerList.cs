using System.Collections;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>Items between parentheses, with parameters of their own (RFC 9651 §3.1.1). Immutable and thread-safe.</summary>
public sealed class InnerList : Member, IReadOnlyList<Item>
{
    private readonly Item[] _items;

    /// <summary>Makes an inner list of zero or more items.</summary>
    /// <param name="items">The items; they are copied.</param>
    /// <param name="parameters">The parameters of the list itself; null is none.</param>
    public InnerList(IEnumerable<Item> items, Parameters? parameters = null)
        : base(parameters) => _items = [.. items];

    /// <summary>The number of items.</summary>
    public int Count => _items.Length;

    /// <summary>Gets an item.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>The item.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    public Item this[int index] => _items[index];

    /// <summary>Enumerates the items in order.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<Item> GetEnumerator() => ((IEnumerable<Item>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
