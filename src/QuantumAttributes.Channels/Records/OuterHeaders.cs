using System.Collections.Frozen;

namespace QuantumAttributes.Channels.Records;

/// <summary>
/// The header fields that stay outside a record (protocol.md §4): those of the transport, and those that proxies and tracing may set. All
/// others are sealed; those of the transport never are.
/// </summary>
public static class OuterHeaders
{
    private const string QuantumPrefix = "Quantum-";

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Upgrade", "Expect", "Via", "Proxy-Connection", "Proxy-Authorization",
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Real-IP",
        "traceparent", "tracestate", "baggage");

    /// <summary>Whether a field stays outside.</summary>
    public static bool Contains(string name) => Names.Contains(name) || name.StartsWith(QuantumPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a field may be either in a record or outside: the <c>Signature</c> of RFC 9421, which post-quantum algorithms make longer
    /// than a record holds, and which authenticates itself.
    /// </summary>
    public static bool IsExempt(string name) => string.Equals(name, ExemptName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The one exempt field.</summary>
    public const string ExemptName = "signature";
}
