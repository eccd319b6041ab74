namespace QuantumAttributes.Keys;

/// <summary>How the keys of a slot are made, and how they succeed one another.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record KeyPolicy
{
    /// <summary>The algorithm of the keys of session tickets, stored channels and stored answers, which are symmetric: AES-256-GCM (SP 800-38D).</summary>
    public const string TicketAlgorithm = "AES-256-GCM";

    private static readonly TimeSpan _longest = TimeSpan.FromDays(36525);

    /// <summary>The algorithm of new keys.</summary>
    public required string Algorithm { get; init; }

    /// <summary>How long a key protects new data, from its activation: the originator-usage period of SP 800-57, section 5.3.5.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>How long it verifies and opens after that; null for as long as it exists.</summary>
    public TimeSpan? Overlap { get; init; }

    /// <summary>How long before the end of its lifetime the next key takes its place.</summary>
    public required TimeSpan RotateAhead { get; init; }

    /// <summary>How long the next key is announced before it takes its place, so that everybody has it by then. Zero for not at all.</summary>
    public TimeSpan Announce { get; init; }

    /// <summary>Whether keys are rotated by the clock. Otherwise an operator does it, and is reminded.</summary>
    public bool IsAutomatic { get; init; } = true;

    /// <summary>Whether a key is destroyed at its end, unless its purpose demands approvals.</summary>
    public bool DestroyAtEnd { get; init; }

    /// <summary>How long what is known of a destroyed key stays in the ring; null for good.</summary>
    public TimeSpan? KeepDestroyed { get; init; }

    /// <summary>
    /// The policy of a purpose where nobody says otherwise. Channel and ticket keys live as protocol.md, sections 2 and 6 say: 24 hours
    /// in all, and an hour with ten minutes after it. So do the keys of stored channels: a channel lives for five minutes. Those of stored
    /// answers open for 25 hours after the day that they seal for, as an answer is kept for a day.
    /// </summary>
    public static KeyPolicy DefaultOf(KeyPurpose purpose) => purpose switch
    {
        // A new identity breaks the pins of clients that know the old one: an operator decides.
        KeyPurpose.Identity => new()
        {
            Algorithm = "ML-DSA-65",
            Lifetime = TimeSpan.FromDays(730),
            Overlap = TimeSpan.FromDays(365),
            RotateAhead = TimeSpan.FromDays(90),
            IsAutomatic = false,
        },
        KeyPurpose.Channel => new()
        {
            Algorithm = "X-Wing",
            Lifetime = TimeSpan.FromHours(13),
            Overlap = TimeSpan.FromHours(11),
            RotateAhead = TimeSpan.FromHours(1),
            Announce = TimeSpan.FromMinutes(10),
            DestroyAtEnd = true,
            KeepDestroyed = TimeSpan.FromDays(7),
        },
        KeyPurpose.SessionTickets or KeyPurpose.StoredChannels => new()
        {
            Algorithm = TicketAlgorithm,
            Lifetime = TimeSpan.FromMinutes(65),
            Overlap = TimeSpan.FromMinutes(10),
            RotateAhead = TimeSpan.FromMinutes(5),
            Announce = TimeSpan.FromMinutes(5),
            DestroyAtEnd = true,
            KeepDestroyed = TimeSpan.FromDays(1),
        },
        KeyPurpose.StoredAnswers => new()
        {
            Algorithm = TicketAlgorithm,
            Lifetime = TimeSpan.FromHours(25),
            Overlap = TimeSpan.FromHours(25),
            RotateAhead = TimeSpan.FromHours(1),
            Announce = TimeSpan.FromMinutes(5),
            DestroyAtEnd = true,
            KeepDestroyed = TimeSpan.FromDays(1),
        },
        KeyPurpose.Signing => new()
        {
            Algorithm = "ML-DSA-65",
            Lifetime = TimeSpan.FromDays(100),
            Overlap = TimeSpan.FromDays(730),
            RotateAhead = TimeSpan.FromDays(10),
            Announce = TimeSpan.FromDays(1),
        },
        KeyPurpose.Sealing => new()
        {
            Algorithm = "X-Wing",
            Lifetime = TimeSpan.FromDays(100),
            RotateAhead = TimeSpan.FromDays(10),
        },
        KeyPurpose.Audit => new()
        {
            Algorithm = "ML-DSA-65",
            Lifetime = TimeSpan.FromDays(400),
            RotateAhead = TimeSpan.FromDays(35),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "There is no such purpose."),
    };

    /// <summary>When a key that became active then is to be rotated, before jitter.</summary>
    internal DateTimeOffset RotationOf(DateTimeOffset activation) => activation + Lifetime - RotateAhead;

    /// <summary>What is wrong with it, or null.</summary>
    internal string? Problem() => this switch
    {
        { Lifetime: var lifetime } when lifetime <= TimeSpan.Zero || lifetime > _longest => "Lifetime is not positive, or over 100 years.",
        { Overlap: { } overlap } when overlap < TimeSpan.Zero || overlap > _longest => "Overlap is negative, or over 100 years.",
        { RotateAhead: var ahead } when ahead < TimeSpan.Zero || ahead >= Lifetime => "RotateAhead is negative, or not shorter than Lifetime.",
        { Announce: var announce } when announce < TimeSpan.Zero || announce >= Lifetime - RotateAhead =>
            "Announce is negative, or with RotateAhead not shorter than Lifetime.",
        { KeepDestroyed: { } keep } when keep < TimeSpan.Zero || keep > _longest => "KeepDestroyed is negative, or over 100 years.",
        _ => null,
    };
}
