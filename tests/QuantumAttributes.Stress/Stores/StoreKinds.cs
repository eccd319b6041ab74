namespace QuantumAttributes.Stress.Stores;

/// <summary>The stores' names on the command line.</summary>
internal static class StoreKinds
{
    public static string NameOf(StoreKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>One store, or all.</summary>
    /// <exception cref="ArgumentException">There is no such store.</exception>
    public static StoreKind[] Parse(string name)
    {
        StoreKind[] all = Enum.GetValues<StoreKind>();
        StoreKind[] named = name == "all" ? all : [.. all.Where(kind => NameOf(kind) == name)];
        return named.Length > 0 ? named : throw new ArgumentException($"There is no store '{name}'.", nameof(name));
    }
}
