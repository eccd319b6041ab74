namespace QuantumAttributes;

/// <summary>
/// Says that the classical cryptography in a type or method is one leg of a hybrid whose other leg is post-quantum: whoever breaks the one still
/// has the other before them. The analyzers then list it in the inventory, and do not warn of it.
/// </summary>
/// <remarks>
/// It is a statement of whoever writes it: nothing checks that the legs are combined well. Use a published combiner, such as X-Wing
/// (draft-connolly-cfrg-xwing-kem) or SP 800-56C with both secrets in the key derivation.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class QuantumHybridAttribute : Attribute
{
    /// <summary>The hybrid's name or source, such as <c>X-Wing</c>, for those who read the code; null where it is not said.</summary>
    public string? Combiner { get; init; }
}
