using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Client;

/// <summary>
/// Whom a client takes for the server (protocol.md §2): identities pinned by thumbprint, or remembered at first sight when that is
/// asked for. A changed identity is an error, never a question.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
/// <param name="pinned">The identities that are right, several during a change; empty to go by memory.</param>
/// <param name="memory">Where first identities are remembered; null: nothing is taken at first sight.</param>
public sealed class IdentityPins(IReadOnlySet<KeyThumbprint> pinned, IIdentityMemory? memory)
{
    /// <summary>Checks the identity that an origin shows.</summary>
    /// <exception cref="ChannelException">It is not the one that is pinned or remembered, or there is nothing to compare it with.</exception>
    public void Check(string origin, KeyThumbprint identity)
    {
        if (pinned.Contains(identity))
            return;
        if (pinned.Count > 0)
            throw new ChannelException($"{origin} shows the identity {identity}, which is not pinned.");
        if (memory is null)
            throw new ChannelException($"{origin} shows the identity {identity}; nothing is pinned and nothing is to be remembered.");
        KeyThumbprint known = memory.Remember(origin, identity);
        if (known != identity)
            throw new ChannelException($"{origin} shows the identity {identity}; the one known from before is {known}.");
    }
}
