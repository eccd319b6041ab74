namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>A handshake hash that was seen, in the table <c>quantum_handshakes</c>. The time is in milliseconds since 1970.</summary>
internal sealed class HandshakeRow
{
    public required byte[] Hash { get; init; }

    public required long Until { get; init; }
}
