namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>A nonce that a key has used up, in the table <c>quantum_nonces</c>. The time is in milliseconds since 1970.</summary>
internal sealed class NonceRow
{
    /// <summary>SHA-256 of key and nonce.</summary>
    public required byte[] Mark { get; init; }

    public required byte[] Owner { get; init; }

    public required long Until { get; init; }
}
