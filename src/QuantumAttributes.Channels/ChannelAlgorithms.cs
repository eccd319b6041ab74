using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels;

/// <summary>The algorithms of this protocol, for those who make sure of them before the first one is used.</summary>
public static class ChannelAlgorithms
{
    /// <summary>
    /// What channels and signed requests can come to use: the KEM of every suite, and every signature algorithm that may sign a
    /// discovery document (JOSE) or a request (RFC 9421). Which of them it is in the end, the other side says.
    /// </summary>
    public static IReadOnlyList<CryptographicAlgorithm> All { get; } =
    [
        .. ChannelSuite.All.Select(static suite => suite.Kem),
        .. SignatureAlgorithm.All.Where(static algorithm => algorithm.JoseName is not null || algorithm.HttpSignatureName is not null),
    ];
}
