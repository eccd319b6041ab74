namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>How often a key was used, in the table <c>quantum_key_uses</c>.</summary>
internal sealed class KeyUsesRow
{
    public required string Id { get; init; }

    public required long Uses { get; init; }
}
