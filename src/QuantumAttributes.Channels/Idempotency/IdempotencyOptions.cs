namespace QuantumAttributes.Channels.Idempotency;

/// <summary>How requests with an <c>Idempotency-Key</c> are remembered.</summary>
public sealed record IdempotencyOptions
{
    /// <summary>How long a key is remembered from its first use. 24 h.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The most bytes of a request's body: it is held in memory, as its digest is part of what the key stands for. A longer one with a key
    /// is refused with 413. 1 MiB.
    /// </summary>
    public int MaxContentLength { get; init; } = 1024 * 1024;

    /// <summary>The most bytes of an answer's body that are kept. Of a longer answer it is only remembered that there was one. 64 KiB.</summary>
    public int MaxAnswerLength { get; init; } = 64 * 1024;

    /// <summary>
    /// How many bytes the store holds for one identity; a further key is refused with 429. A request that runs counts with the longest
    /// answer, one that has run with its own and <see cref="MemoryIdempotencyStore.EntryOverhead"/>. 32 MiB.
    /// </summary>
    public long MaxBytesPerIdentity { get; init; } = 32 << 20;

    /// <summary>How many bytes the store holds in all; a further key is refused with 503. 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256 << 20;

    /// <summary>What is wrong with the options, each as <c>Name: what, and what to do</c>; empty where nothing is.</summary>
    public IEnumerable<string> Validate()
    {
        if (Retention < TimeSpan.FromMinutes(1) || Retention > TimeSpan.FromDays(30))
            yield return $"Retention: {Retention} is out of range. Use 1 minute to 30 days.";
        if (MaxContentLength < 0)
            yield return "MaxContentLength: it is negative. Use 0 or more bytes.";
        if (MaxAnswerLength < 0)
            yield return "MaxAnswerLength: it is negative. Use 0 or more bytes.";
        if (MaxBytesPerIdentity < MemoryIdempotencyStore.MostOf(this) || MaxBytes < MaxBytesPerIdentity)
        {
            yield return $"MaxBytesPerIdentity and MaxBytes: {MaxBytesPerIdentity} and {MaxBytes}. One answer takes up to "
                + $"{MemoryIdempotencyStore.MostOf(this)} bytes, and all identities are at least as many as one. Raise them.";
        }
    }
}
