using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Idempotency;

/// <summary>A use of an idempotency key: who, which key, for what, and whether it is said to be sent again.</summary>
/// <remarks>Immutable. Safe to share between threads.</remarks>
public sealed record IdempotentRequest
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int FingerprintSize = 32;

    /// <summary>The key that the client signed in with. Each has keys of its own.</summary>
    public required KeyThumbprint Identity { get; init; }

    /// <summary>The idempotency key: 1 to <see cref="IdempotencyKeyField.MaxLength"/> characters.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 over what the request asks for, <see cref="FingerprintSize"/> bytes: a key stands for one request only.</summary>
    public required ReadOnlyMemory<byte> Fingerprint { get; init; }

    /// <summary>How long ago the client first sent it, as it says; null: it says that this is the first time.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>Whether the first attempt went to this process; null: unknown.</summary>
    public bool? FirstSentHere { get; init; }

    /// <summary>
    /// What the sealed <see cref="StoredUse"/> is bound to, so that nobody who can write a store gives one client's answer to another:
    /// <c>lp("qc1 stored use") | lp(identity) | lp(key)</c>.
    /// </summary>
    public byte[] AssociatedData()
    {
        var data = new WireWriter(64 + Key.Length);
        data.WriteLengthPrefixed("qc1 stored use");
        data.WriteLengthPrefixed(Identity.ToArray());
        data.WriteLengthPrefixed(Key);
        return data.ToArray();
    }
}
