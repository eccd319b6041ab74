using System.Buffers.Binary;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Server;

/// <summary>
/// Reads handshake requests of any purpose, up to what needs no state: form, key, authenticity, clock, and the suite that the client's
/// document demands (protocol.md §3). Safe to use from several threads.
/// </summary>
internal sealed class HandshakeReader(IChannelKeySource keys, DiscoveryPublisher discovery, ProviderSet providers, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Reads a request: form, key and authenticity. The handshake, which the caller disposes, is there where it is accepted so far. A key that is
    /// unknown is looked for, as another server may have published it just now.
    /// </summary>
    public async ValueTask<(HandshakeOutcome Outcome, ServerHandshake? Handshake)> ReadAsync(
        ReadOnlyMemory<byte> request, HandshakeContext context, CancellationToken cancellationToken)
    {
        HandshakeOutcome outcome = Read(request.Span, context, out ServerHandshake? handshake);
        if (outcome == HandshakeOutcome.UnknownKey && await keys.RefreshAsync(cancellationToken).ConfigureAwait(false))
            outcome = Read(request.Span, context, out handshake);
        if (outcome == HandshakeOutcome.UnknownKey)
            discovery.Doubt();
        return (outcome, handshake);
    }

    /// <summary>Judges what the client said: its suites, its clock, and the document that it acted on.</summary>
    /// <exception cref="ChannelStoreException">The servers of a farm share documents, and their store cannot be used.</exception>
    public async ValueTask<HandshakeOutcome> JudgeAsync(ServerHandshake handshake, CancellationToken cancellationToken)
    {
        ClientPayload payload = handshake.Payload;
        ChannelKey key = handshake.Key;
        if (!payload.OfferedSuites.Contains(key.Suite.Id) || (payload.Ticket is not null && handshake.Purpose != ChannelPurpose.Hub))
            return HandshakeOutcome.Malformed;
        if (Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - payload.ClientTime) > Skew.TotalSeconds)
            return HandshakeOutcome.ClockSkew;
        if (await discovery.FindSuitesAsync(key.Origin, payload.DocumentHash, cancellationToken).ConfigureAwait(false) is not { } published)
        {
            discovery.Doubt();
            return HandshakeOutcome.UnknownDocument;
        }

        return key.Suite.IsBestOf(published, payload.OfferedSuites) ? HandshakeOutcome.Accepted : HandshakeOutcome.Downgraded;
    }

    private HandshakeOutcome Read(ReadOnlySpan<byte> request, HandshakeContext context, out ServerHandshake? handshake)
    {
        handshake = null;
        if (!TryReadPreamble(request, out ChannelSuite? suite, out ChannelKeyId keyId) || !suite!.Serves(context.Purpose))
            return HandshakeOutcome.Malformed;
        if (keys.Find(keyId) is not { } key || key.Suite != suite)
            return HandshakeOutcome.UnknownKey;
        if (!TryReadMessage(key, context, request[HandshakeMessage.PreambleSize..], out handshake))
            return HandshakeOutcome.UnknownKey;
        return handshake is null ? HandshakeOutcome.NotAuthentic : HandshakeOutcome.Accepted;
    }

    private static bool TryReadPreamble(ReadOnlySpan<byte> request, out ChannelSuite? suite, out ChannelKeyId keyId)
    {
        (suite, keyId) = (null, default);
        if (request.Length < HandshakeMessage.PreambleSize || request[0] != HandshakeMessage.Version)
            return false;
        suite = ChannelSuite.Find(BinaryPrimitives.ReadUInt16BigEndian(request[1..]));
        keyId = new ChannelKeyId(request[3..HandshakeMessage.PreambleSize]);
        return suite is not null;
    }

    // False where the key's life ended, and it was wiped, after it was found.
    private bool TryReadMessage(ChannelKey key, HandshakeContext context, ReadOnlySpan<byte> message1, out ServerHandshake? handshake)
    {
        try
        {
            handshake = ServerHandshake.TryRead(key, context, message1, providers);
            return true;
        }
        catch (ObjectDisposedException)
        {
            handshake = null;
            return false;
        }
    }
}
