namespace QuantumAttributes.Keys;

/// <summary>The ring has no such key, or none for this slot.</summary>
public sealed class UnknownKeyException : KeyRingException
{
    internal UnknownKeyException(KeyId id) : base($"The ring has no key {id}.")
    {
    }

    internal UnknownKeyException(KeySlot slot) : base($"The ring has no active key for {slot}. Create or rotate one.")
    {
    }
}
