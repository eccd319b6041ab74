using System.Security.Cryptography;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Client;

/// <summary>
/// A client's handshake under way: send <see cref="Request"/> to the server, give its answer to <see cref="Complete"/>.
/// </summary>
/// <remarks>One instance, one handshake, one thread at a time.</remarks>
public sealed class ChannelOpening : IDisposable
{
    private static readonly TimeSpan RequestedLifetime = TimeSpan.FromSeconds(300);

    private readonly string _origin;
    private readonly ChannelSuite _suite;
    private readonly KeyThumbprint? _clientKeyId;
    private readonly ProviderSet _providers;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly KemPublicKey _serverKey;
    private readonly ClientHandshake _handshake;

    private ChannelOpening(
        DiscoveryDocument document, ChannelSuite suite, IReadOnlyList<ChannelSuite> offered, KemPublicKey serverKey, ClientCredential credential,
        ProviderSet providers, TimeProvider time, HandshakeContext context)
    {
        _origin = document.Origin;
        _suite = suite;
        _clientKeyId = credential.KeyId;
        _providers = providers;
        _time = time;
        _started = time.GetTimestamp(); // from before message 1: the client's clock never outlives the server's
        _serverKey = serverKey;
        _handshake = new ClientHandshake(suite, document.Origin, context, serverKey, providers);
        try
        {
            Request = WriteRequest(document, offered, credential);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The request body to post to <see cref="Server.ChannelServer.Path"/>.</summary>
    public ReadOnlyMemory<byte> Request { get; }

    /// <summary>
    /// Begins a handshake with the server of a document whose identity the caller has checked. Of the document's suites the first that
    /// the client allows is taken: that is the defence against a downgrade.
    /// </summary>
    /// <param name="document">The document; its identity is the caller's to check.</param>
    /// <param name="signer">The key to sign in with, or null.</param>
    /// <param name="providers">Cryptography and randomness.</param>
    /// <param name="time">The clock.</param>
    /// <param name="allowed">The suites that the client takes; null: <see cref="ChannelSuite.All"/>.</param>
    /// <exception cref="ChannelException">The document has no suite that the client allows, or no valid key for it.</exception>
    public static ChannelOpening Begin(
        DiscoveryDocument document, SigningKey? signer, ProviderSet providers, TimeProvider time, IReadOnlyList<ChannelSuite>? allowed = null) =>
        Begin(document, new ClientCredential(signer), providers, time, allowed ?? ChannelSuite.All, HandshakeContext.Http);

    internal static ChannelOpening Begin(
        DiscoveryDocument document, ClientCredential credential, ProviderSet providers, TimeProvider time, IReadOnlyList<ChannelSuite> allowed,
        HandshakeContext context)
    {
        ChannelSuite suite = document.Suites.Select(id => allowed.FirstOrDefault(suite => suite.Id == id)).FirstOrDefault(suite => suite is not null)
            ?? throw new ChannelException(
                ChannelFailure.NoCommonSuite,
                $"{document.Origin} offers none of the suites {string.Join(", ", allowed)}, but those with the numbers {string.Join(", ", document.Suites)}.");
        PublishedKey published = document.FindKey(suite, time.GetUtcNow())
            ?? throw new ChannelException(ChannelFailure.NoCommonSuite, $"{document.Origin} publishes no key for {suite} that is valid now.");
        KemPublicKey serverKey;
        try
        {
            serverKey = KemPublicKey.Import(suite.Kem, published.PublicKey.Span, providers);
        }
        catch (CryptographicException e)
        {
            throw new ChannelException(ChannelFailure.InvalidDiscoveryDocument, $"The key that {document.Origin} publishes for {suite} is not valid.", e);
        }

        return new ChannelOpening(document, suite, allowed, serverKey, credential, providers, time, context);
    }

    /// <summary>Reads the server's answer and opens the channel.</summary>
    /// <exception cref="ChannelException">The answer is not authentic, or grants what was not asked for.</exception>
    public ClientChannel Complete(ReadOnlySpan<byte> response)
    {
        (ServerPayload payload, ChannelSecrets secrets) = _handshake.ReadResponse(response);
        if (IsAsAskedFor(payload))
            return new ClientChannel(payload, _origin, _clientKeyId, secrets, _started, _time);
        secrets.Dispose();
        throw NotAsAskedFor();
    }

    /// <summary>Reads the server's answer and opens the session.</summary>
    internal ClientSession CompleteSession(ReadOnlySpan<byte> response)
    {
        (ServerPayload payload, SessionMacKey macKey) = _handshake.ReadSessionResponse(response);
        if (IsAsAskedFor(payload) && payload is { AcceptedKeyId: { } keyId, SessionTicket: { } ticket })
        {
            return new ClientSession(
                ticket.Span, _origin, keyId, macKey, TimeSpan.FromSeconds(payload.Lifetime), _started, _time, _providers.Random);
        }

        macKey.Dispose();
        throw NotAsAskedFor();
    }

    /// <summary>Reads the server's answer and takes the keys of a hub's connection out of it.</summary>
    internal HubGrant CompleteHub(ReadOnlySpan<byte> response)
    {
        (ServerPayload payload, HubKeys keys) = _handshake.ReadHubResponse(response);
        if (IsAsAskedFor(payload))
            return new HubGrant(payload.ChannelId, _origin, keys, _suite, SignIn: null, TimeSpan.FromSeconds(payload.Lifetime), _started);
        keys.Discard();
        throw NotAsAskedFor();
    }

    /// <summary>Wipes the ephemeral key.</summary>
    public void Dispose()
    {
        _handshake.Dispose();
        _serverKey.Dispose();
    }

    private bool IsAsAskedFor(ServerPayload payload) =>
        payload.AcceptedKeyId == _clientKeyId && payload.Lifetime <= RequestedLifetime.TotalSeconds;

    private static ChannelException NotAsAskedFor() =>
        new(ChannelFailure.NotAuthentic, "The server did not accept the identity or the lifetime that the client asked for.");

    private byte[] WriteRequest(DiscoveryDocument document, IReadOnlyList<ChannelSuite> offered, ClientCredential credential) =>
        _handshake.WriteRequest(hash => new ClientPayload
        {
            OfferedSuites = [.. offered.Select(suite => suite.Id)],
            Policy = ChannelPolicy.Require,
            ClientTime = _time.GetUtcNow().ToUnixTimeSeconds(),
            RequestedLifetime = (uint)RequestedLifetime.TotalSeconds,
            Authentication = credential.Sign(hash),
            DocumentHash = document.Hash,
            Ticket = credential.Prove(hash),
        });
}
