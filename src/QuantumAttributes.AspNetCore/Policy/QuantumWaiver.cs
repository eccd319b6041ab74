namespace QuantumAttributes.AspNetCore;

/// <summary>
/// Permission, for a time and a reason, to do without what <c>[QuantumChannel]</c> and <c>[QuantumAuth]</c> demand (protocol.md §7): for the
/// application by <see cref="QuantumOptions.AllowClassical"/>, or as metadata of endpoints. It is over at its instant, without a restart.
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record QuantumWaiver
{
    /// <summary>The claim that marks a caller whom a waiver let in: <c>quantum</c>, with the value <c>false</c>.</summary>
    public const string ClaimType = "quantum";

    /// <summary>How far ahead a waiver may end: 180 days. A longer one is never in force.</summary>
    public static readonly TimeSpan MaxLength = TimeSpan.FromDays(180);

    /// <summary>Creates a waiver.</summary>
    /// <param name="until">When it is over.</param>
    /// <param name="reason">Why it is needed, for logs and the health check.</param>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    public QuantumWaiver(DateTimeOffset until, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Until = until;
        Reason = reason;
    }

    /// <summary>When it is over.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>Why it is needed.</summary>
    public string Reason { get; }

    /// <summary>Whether it counts at this time.</summary>
    public bool IsInForceAt(DateTimeOffset time) => time < Until && Until - time <= MaxLength;

    /// <summary>The waiver for people, with its end and reason.</summary>
    public override string ToString() => $"classical cryptography is allowed until {Until.UtcDateTime:u}: {Reason}";
}
