namespace QuantumAttributes.Channels.MessageSignatures;

/// <summary>What became of a nonce. The default refuses.</summary>
public enum NonceResult
{
    /// <summary>The nonce is known, or the store can no longer tell.</summary>
    Replayed,

    /// <summary>The nonce is new and is remembered from now on.</summary>
    Added,

    /// <summary>There is no room for it, and it is not remembered.</summary>
    Full,
}
