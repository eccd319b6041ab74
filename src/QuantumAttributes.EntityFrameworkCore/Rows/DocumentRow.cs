namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>A discovery document that was issued, in the table <c>quantum_documents</c>. The time is in milliseconds since 1970.</summary>
internal sealed class DocumentRow
{
    public required string Origin { get; init; }

    public required long Number { get; init; }

    public required byte[] Hash { get; init; }

    public required string Jws { get; init; }

    public required long Until { get; init; }
}
