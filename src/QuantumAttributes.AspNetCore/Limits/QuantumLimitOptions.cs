using Microsoft.AspNetCore.Http;

namespace QuantumAttributes.AspNetCore;

/// <summary>
/// What the server lets strangers cost: handshakes are the one thing that it computes for whoever asks. Over a limit it answers 429, where
/// the caller is the cause, or 503, with <c>Retry-After</c>. How many channels there may be is said by <see cref="QuantumOptions.Channels"/>.
/// </summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class QuantumLimitOptions
{
    /// <summary>
    /// How many handshakes a second one address may begin, in the long run: 429 beyond. A client needs one in four minutes; those of a
    /// whole office come from one address. 20.
    /// </summary>
    public int HandshakesPerSecond { get; set; } = 20;

    /// <summary>How many handshakes one address may begin at once, having begun none for a while. 200.</summary>
    public int HandshakeBurst { get; set; } = 200;

    /// <summary>How many handshakes may be under way at a time: received, queued or computed. Each holds about 12 kB: 503 beyond. 1,024.</summary>
    public int MaxPendingHandshakes { get; set; } = 1024;

    /// <summary>
    /// How many handshakes are computed at a time. Each keeps a core busy, and the channels that are open are served by the others. Half of
    /// the cores, and at least one. A store of identities that is slow to answer keeps its handshake's turn: raise it where yours is.
    /// </summary>
    public int MaxConcurrentHandshakes { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How many handshakes, received whole, may wait to be computed: 503 beyond. 128.</summary>
    public int HandshakeQueue { get; set; } = 128;

    /// <summary>How long a handshake may take to arrive and to wait for its turn, from when its head is there: 408 or 503 beyond. 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The address that a handshake counts for. Default: that of the connection as the application sees it, of IPv6 the first 64 bits.
    /// </summary>
    /// <remarks>
    /// Behind a proxy that is the proxy's, and all clients share one limit, unless <c>UseForwardedHeaders()</c> puts the client's in its
    /// place; it does so for the handshake as well. Give a function where the proxy names its clients in another way; take nothing from a
    /// header that clients can write. Where it gives null, the connection's address counts.
    /// </remarks>
    public Func<HttpContext, string?> HandshakePartition { get; set; } = ClientAddress.Of;

    /// <summary>Adds what is out of range to the problems.</summary>
    internal void Check(List<string> problems)
    {
        RequirePositive(nameof(HandshakesPerSecond), HandshakesPerSecond, problems);
        RequirePositive(nameof(HandshakeBurst), HandshakeBurst, problems);
        RequirePositive(nameof(MaxPendingHandshakes), MaxPendingHandshakes, problems);
        RequirePositive(nameof(MaxConcurrentHandshakes), MaxConcurrentHandshakes, problems);
        if (HandshakeQueue < 0)
            problems.Add($"quantum.Limits.{nameof(HandshakeQueue)}: {HandshakeQueue} is negative. Use 0 for no queue.");
        if (HandshakeTimeout < TimeSpan.FromSeconds(1) || HandshakeTimeout > TimeSpan.FromMinutes(1))
            problems.Add($"quantum.Limits.{nameof(HandshakeTimeout)}: {HandshakeTimeout} is out of range. Use 1 to 60 seconds.");
        if (HandshakePartition is null)
            problems.Add($"quantum.Limits.{nameof(HandshakePartition)}: it is null. Leave it as it is, or give a function.");
    }

    private static void RequirePositive(string name, int value, List<string> problems)
    {
        if (value < 1)
            problems.Add($"quantum.Limits.{name}: {value} is below 1, so that no channel could ever open. Raise it.");
    }
}
