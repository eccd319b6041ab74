namespace QuantumAttributes.Keys;

/// <summary>What a ring knows of a key besides its secret. It stands in the header of the key's container, authenticated.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record KeyDescription
{
    /// <summary>The most characters of a reason.</summary>
    public const int MaxReasonLength = 1000;

    /// <summary>The key's name.</summary>
    public required KeyId Id { get; init; }

    /// <summary>Its place in the ring.</summary>
    public required KeySlot Slot { get; init; }

    /// <summary>
    /// The algorithm's name, as <see cref="Cryptography.AlgorithmCatalogue"/> writes it, or <see cref="KeyPolicy.TicketAlgorithm"/>.
    /// </summary>
    public required string Algorithm { get; init; }

    /// <summary>Its number among the keys of its slot, from 1.</summary>
    public required int Generation { get; init; }

    /// <summary>How often it was written, from 1.</summary>
    public required long Revision { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required KeyState State { get; init; }

    /// <summary>When it came into this state.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>When it was made or imported.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it became active, or is to become so.</summary>
    public required DateTimeOffset Activation { get; init; }

    /// <summary>From when on it protects nothing new any more, whatever its state.</summary>
    public required DateTimeOffset ActiveUntil { get; init; }

    /// <summary>From when on it verifies and opens nothing any more; null where that has no end.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>The public key, raw; empty for a symmetric one.</summary>
    public required ReadOnlyMemory<byte> PublicKey { get; init; }

    /// <summary>The number of the audit entry that tells of the last change.</summary>
    public required long AuditSequence { get; init; }

    /// <summary>Why it was marked compromised or destroyed, where somebody said so.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Slot, generation, algorithm and state. Nothing secret.</summary>
    public override string ToString() => $"{Slot} {Generation} ({Id}, {Algorithm}, {State})";
}
