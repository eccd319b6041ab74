namespace QuantumAttributes.EntityFrameworkCore.Rows;

/// <summary>A use of an idempotency key, in the table <c>quantum_idempotency</c>. Times are in milliseconds since 1970.</summary>
internal sealed class IdempotencyRow
{
    public const long Running = 0;
    public const long Kept = 1;
    public const long BrokenOff = 2;

    /// <summary>SHA-256 of identity and key.</summary>
    public required byte[] Mark { get; init; }

    public required byte[] Owner { get; init; }

    public required long Begun { get; init; }

    public required long Until { get; init; }

    public required long State { get; init; }

    /// <summary>What it counts.</summary>
    public required long Bytes { get; init; }

    /// <summary>The sealed <see cref="QuantumAttributes.Channels.Idempotency.StoredUse"/>.</summary>
    public required byte[] Sealed { get; init; }
}
