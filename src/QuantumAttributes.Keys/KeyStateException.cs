namespace QuantumAttributes.Keys;

/// <summary>A key is in a state in which it cannot do what was asked, or cannot go where it was sent (SP 800-57, section 7).</summary>
public sealed class KeyStateException : KeyRingException
{
    internal KeyStateException(KeyDescription key, string message) : base($"{key}: {message}")
    {
        Id = key.Id;
        State = key.State;
    }

    /// <summary>The key.</summary>
    public KeyId Id { get; }

    /// <summary>The state it is in.</summary>
    public KeyState State { get; }
}
