namespace QuantumAttributes.Keys;

/// <summary>A key was asked for what its purpose, or its algorithm, does not do.</summary>
public sealed class KeyPurposeException : KeyRingException
{
    internal KeyPurposeException(string message) : base(message)
    {
    }
}
