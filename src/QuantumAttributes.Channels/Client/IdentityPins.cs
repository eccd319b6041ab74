using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Client;

/// <summary>
/// Whom a client takes for the server (protocol.md §2): identities pinned by thumbprint, or remembered at first sight when that is
/// asked for. A changed identity is an error, never a question, unless the one that is pinned or remembered signed who follows it.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
/// <param name="pinned">The identities that are right, several during a change; empty to go by memory.</param>
/// <param name="memory">Where first identities are remembered; null: nothing is taken at first sight.</param>
public sealed class IdentityPins(IReadOnlySet<KeyThumbprint> pinned, IIdentityMemory? memory)
{
    /// <summary>Checks the identity that signed an origin's document.</summary>
    /// <param name="document">The document, its signature verified.</param>
    /// <param name="time">The time at which successions must count.</param>
    /// <param name="providers">What verifies them; null: the default.</param>
    /// <exception cref="ChannelException">
    /// It is not the one that is pinned or remembered and no succession leads there, or there is nothing to compare it with.
    /// </exception>
    public void Check(DiscoveryDocument document, DateTimeOffset time, ProviderSet? providers = null)
    {
        (string origin, KeyThumbprint identity) = (document.Origin, document.Identity);
        if (pinned.Contains(identity))
            return;
        if (pinned.Count > 0)
        {
            if (!pinned.Any(pin => IsSucceeded(pin, document, time, providers)))
                throw new ChannelException(
                    ChannelFailure.IdentityNotPinned, $"{origin} shows the identity {identity}, which is not pinned; pinned: {string.Join(", ", pinned)}.");
            return;
        }

        if (memory is null)
            throw new ChannelException(
                ChannelFailure.IdentityNotPinned, $"{origin} shows the identity {identity}; nothing is pinned and nothing is to be remembered.");
        KeyThumbprint known = memory.Remember(origin, identity);
        if (known == identity)
            return;
        if (!IsSucceeded(known, document, time, providers))
            throw new ChannelException(ChannelFailure.IdentityChanged, $"{origin} shows the identity {identity}; the one known from before is {known}.");
        memory.Succeed(origin, known, identity);
    }

    private static bool IsSucceeded(KeyThumbprint known, DiscoveryDocument document, DateTimeOffset time, ProviderSet? providers)
    {
        IdentitySuccession[] links = [.. document.Successions.Select(jws => IdentitySuccession.Verify(jws, providers))];
        return IdentitySuccession.Leads(links, document.Origin, known, document.Identity, time);
    }
}
