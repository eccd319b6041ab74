using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace QuantumAttributes.AspNetCore.Authentication;

/// <summary>A dictionary that is made when something is put into it: what a ticket of ours has for properties is seldom used.</summary>
/// <remarks>As thread-safe as any dictionary: not at all while it is written.</remarks>
internal sealed class LateDictionary<TValue> : IDictionary<string, TValue>
{
    private static readonly Dictionary<string, TValue> Empty = [];

    private Dictionary<string, TValue>? _made;

    public ICollection<string> Keys => Present.Keys;

    public ICollection<TValue> Values => Present.Values;

    public int Count => Present.Count;

    public bool IsReadOnly => false;

    private Dictionary<string, TValue> Present => _made ?? Empty;

    private Dictionary<string, TValue> Made => _made ??= new Dictionary<string, TValue>(StringComparer.Ordinal);

    public TValue this[string key]
    {
        get => Present[key];
        set => Made[key] = value;
    }

    public void Add(string key, TValue value) => Made.Add(key, value);

    public void Add(KeyValuePair<string, TValue> item) => Made.Add(item.Key, item.Value);

    public bool Remove(string key) => _made?.Remove(key) == true;

    public bool Remove(KeyValuePair<string, TValue> item) => _made is ICollection<KeyValuePair<string, TValue>> made && made.Remove(item);

    public void Clear() => _made?.Clear();

    public bool ContainsKey(string key) => Present.ContainsKey(key);

    public bool Contains(KeyValuePair<string, TValue> item) => Present.Contains(item);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value) => Present.TryGetValue(key, out value);

    public void CopyTo(KeyValuePair<string, TValue>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, TValue>>)Present).CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => Present.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Present.GetEnumerator();
}
