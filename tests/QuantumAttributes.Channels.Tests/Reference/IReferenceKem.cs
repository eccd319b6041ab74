namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>A key pair of a suite's KEM.</summary>
internal interface IReferenceKem
{
    byte[] PublicKey { get; }

    byte[] Decapsulate(byte[] ciphertext);
}
