namespace QuantumAttributes.AspNetCore;

/// <summary>What the server demands of, and grants, the connections of its hubs.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class QuantumHubOptions
{
    /// <summary>
    /// Whether a hub with an attribute of ours demands the default profile where it names none, as <c>[QuantumAuth]</c> does:
    /// <c>[AllowAnonymous]</c> opens one. True.
    /// </summary>
    public bool RequireAuth { get; set; } = true;

    /// <summary>
    /// How long a connection's keys, and its client's sign-in, live. A client renews both inside the connection before they end; otherwise the
    /// connection is closed. 1 to 300 s. 300 s.
    /// </summary>
    public TimeSpan ChannelLifetime { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// Origins of web pages that may connect, beside the application's own <see cref="QuantumOptions.Origins"/>. A request that names another one,
    /// as every browser does, is refused; one that names none does not come from a page.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];
}
