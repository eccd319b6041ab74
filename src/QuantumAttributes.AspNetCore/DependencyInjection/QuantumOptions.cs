using QuantumAttributes.AspNetCore.Authentication;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Policies;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore;

/// <summary>What an application says about its quantum security. Checked as a whole when it starts.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class QuantumOptions
{
    private readonly Dictionary<string, QuantumProfile> _profiles = new(StringComparer.Ordinal)
    {
        [QuantumAuthAttribute.DefaultProfile] = new QuantumProfileBuilder(QuantumAuthAttribute.DefaultProfile).Build(),
    };

    /// <summary>
    /// The origins that clients see, such as <c>https://bank.example</c>. Required, except in Development, where the addresses that the
    /// server listens on stand in for them.
    /// </summary>
    public IList<string> Origins { get; } = [];

    /// <summary>The path that a proxy strips from each request, such as <c>/bank</c>; empty for none.</summary>
    public string PublicPathBase { get; set; } = "";

    /// <summary>Where the application's keys are kept.</summary>
    public QuantumKeyOptions Keys { get; } = new();

    /// <summary>Who may sign in.</summary>
    public QuantumIdentityOptions Identities { get; } = new();

    /// <summary>What the server grants its channels.</summary>
    public ChannelServerOptions Channels { get; set; } = new();

    /// <summary>What the server lets strangers cost.</summary>
    public QuantumLimitOptions Limits { get; } = new();

    /// <summary>
    /// Whether every endpoint that says nothing about authorization demands the default profile, as <c>[QuantumAuth]</c> does:
    /// <c>[AllowAnonymous]</c> opens one. It is ASP.NET Core's fallback policy, and needs <c>UseAuthorization()</c>, which a
    /// <c>WebApplication</c> calls by itself. False.
    /// </summary>
    public bool RequireAuthByDefault { get; set; }

    /// <summary>What the server grants its sessions: tickets for clients that sign plain requests.</summary>
    public SessionServerOptions Sessions { get; set; } = new();

    /// <summary>What the server demands of, and grants, the connections of its hubs.</summary>
    public QuantumHubOptions Hubs { get; } = new();

    /// <summary>Which provider of cryptography is preferred.</summary>
    public ProviderPreference Cryptography { get; set; } = ProviderPreference.Fastest;

    /// <summary>
    /// What the application uses itself, beside the algorithms of channels, of signed requests and of its capabilities: a provider must
    /// offer each, and it must pass the self-test, or the application does not start.
    /// </summary>
    public IList<CryptographicAlgorithm> SelfTestedAlgorithms { get; } = [];

    /// <summary>
    /// The most bytes of a body whose digest is checked against a request signature; a larger one is refused with 413. The body is held
    /// in memory until it is checked. 1 MiB.
    /// </summary>
    public int MaxSignedContentLength { get; set; } = 1024 * 1024;

    /// <summary>
    /// How requests with an <c>Idempotency-Key</c> are remembered, so that none runs twice. They are those in a channel whose client has
    /// signed in.
    /// </summary>
    public IdempotencyOptions Idempotency { get; set; } = new();

    /// <summary>
    /// For how long a client remembers that it takes this application's answers in a channel only: <c>max-age</c> of the sealed
    /// <c>Quantum-Policy</c> and of the discovery document. Whole seconds, at most 30 days; zero makes clients forget. 30 days.
    /// </summary>
    public TimeSpan PolicyMaxAge { get; set; } = PolicyField.LongestMaxAge;

    internal IReadOnlyDictionary<string, QuantumProfile> Profiles => _profiles;

    internal QuantumWaiver? Waiver { get; private set; }

    /// <summary>Whether sessions are taken: they are wanted, and a suite has them.</summary>
    internal bool TakesSessions => Sessions.AreTakenBy(Channels.Suites);

    /// <summary>Adds a profile for <c>[QuantumAuth("name")]</c>. The name <c>default</c> replaces the profile of <c>[QuantumAuth]</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public QuantumOptions AddProfile(string name, Action<QuantumProfileBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new QuantumProfileBuilder(name);
        configure(builder);
        _profiles[name] = builder.Build();
        return this;
    }

    /// <summary>
    /// Shares channels between the servers of a farm (<see cref="ReplayMode.Shared"/>): a channel of one is honoured by the others, and what one
    /// has seen is a replay to all. Needs a store that they share, such as <c>AddQuantumEntityFrameworkStores</c> registers, and a shared key
    /// ring.
    /// </summary>
    public QuantumOptions ShareChannels()
    {
        Channels = Channels with { ReplayMode = ReplayMode.Shared };
        return this;
    }

    /// <summary>
    /// Lets the whole application do without what <c>[QuantumChannel]</c> and <c>[QuantumAuth]</c> demand, for a time: endpoints answer
    /// outside a channel too, and take callers whom the application's default authentication scheme signed in, marked by the claim
    /// <c>quantum</c> = <c>false</c>. Roles and claims of the profile are demanded all the same. Clients see it in the discovery document,
    /// operators in logs, counters and the health check. A second call takes the place of the first.
    /// </summary>
    /// <param name="until">When the waiver is over: at most <see cref="QuantumWaiver.MaxLength"/> ahead. Over at start, the application does not start.</param>
    /// <param name="reason">Why it is needed, for logs and the health check.</param>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    /// <remarks>An application with an <c>IPolicyEvaluator</c> of its own gets no classical sign-ins: that one decides who is asked.</remarks>
    public QuantumOptions AllowClassical(DateTimeOffset until, string reason)
    {
        Waiver = new QuantumWaiver(until, reason);
        return this;
    }

    /// <summary>
    /// Where no sessions are taken, takes them out of every profile that other mechanisms satisfy as well: no challenge offers them. One that
    /// demands a session stays as it is, and the application does not start.
    /// </summary>
    internal void SettleMechanisms()
    {
        if (TakesSessions)
            return;
        foreach (QuantumProfile profile in _profiles.Values.Where(profile => profile.Mechanisms != QuantumMechanism.Session).ToArray())
            _profiles[profile.Name] = profile with { Mechanisms = profile.Mechanisms & ~QuantumMechanism.Session };
    }
}
