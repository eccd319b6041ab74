using QuantumAttributes.Channels.Policies;

namespace QuantumAttributes.Channels.Discovery;

/// <summary>What a server's documents say besides its keys.</summary>
/// <remarks>Immutable. Its functions are called from several threads.</remarks>
public sealed record PublishedTerms
{
    /// <summary>The suites, best first. <see cref="ChannelSuite.All"/>.</summary>
    public IReadOnlyList<ChannelSuite> Suites { get; init; } = ChannelSuite.All;

    /// <summary>The links from earlier identities of an origin (<see cref="IdentitySuccession"/>), as compact JWS. None.</summary>
    public Func<string, IReadOnlyList<string>> Successions { get; init; } = static _ => [];

    /// <summary>For how long clients may remember the policy. <see cref="PolicyField.LongestMaxAge"/>.</summary>
    public TimeSpan PolicyMaxAge { get; init; } = PolicyField.LongestMaxAge;

    /// <summary>Until when a waiver for the whole application allows classical answers; null where none does, now.</summary>
    public Func<DateTimeOffset?> ClassicalUntil { get; init; } = static () => null;
}
