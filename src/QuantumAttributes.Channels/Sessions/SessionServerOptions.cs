namespace QuantumAttributes.Channels.Sessions;

/// <summary>What a server grants its sessions.</summary>
public sealed record SessionServerOptions
{
    /// <summary>The longest that a session may live: 300 s.</summary>
    public static TimeSpan MaxLifetime { get; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// Whether sessions are taken at all. A server all of whose suites are for CNSA 2.0 takes none in any case: their requests are
    /// authenticated with HMAC-SHA-256. On.
    /// </summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long a session lives at most: whole seconds, 1 to 300. 300 s.</summary>
    public TimeSpan Lifetime { get; init; } = MaxLifetime;

    /// <summary>Whether a server of these suites takes sessions.</summary>
    public bool AreTakenBy(IEnumerable<ChannelSuite> suites) => Enabled && suites.Any(suite => suite.Serves(ChannelPurpose.Session));

    /// <exception cref="ArgumentOutOfRangeException">An option is one that no client accepts.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Lifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Lifetime, MaxLifetime);
    }
}
