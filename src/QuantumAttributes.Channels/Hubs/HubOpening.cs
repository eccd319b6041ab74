using System.IO.Pipelines;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Handshake;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Hubs;

/// <summary>
/// A client's handshake on the connection of a hub: write <see cref="Request"/> as a <see cref="HubMessage"/>, read the answer as another, and give it
/// to <see cref="Complete"/>.
/// </summary>
/// <remarks>One instance, one handshake, one thread at a time.</remarks>
public sealed class HubOpening : IDisposable
{
    private readonly ChannelOpening _opening;
    private readonly string _path;
    private readonly TimeProvider _time;

    private HubOpening(ChannelOpening opening, string path, TimeProvider time)
    {
        _opening = opening;
        _path = path;
        _time = time;
    }

    /// <summary>The client's message.</summary>
    public ReadOnlyMemory<byte> Request => _opening.Request;

    /// <summary>Begins a handshake with the server of a document whose identity the caller has checked.</summary>
    /// <param name="document">The document; its identity is the caller's to check.</param>
    /// <param name="path">The path of the hub as it stands in the URL, without query.</param>
    /// <param name="signer">The key to sign in with, or null.</param>
    /// <param name="providers">Cryptography and randomness.</param>
    /// <param name="time">The clock.</param>
    /// <param name="allowed">The suites that the client takes; null: <see cref="ChannelSuite.All"/>.</param>
    /// <exception cref="ChannelException">The document has no suite that the client allows, or no valid key for it.</exception>
    public static HubOpening Begin(
        DiscoveryDocument document, string path, SigningKey? signer, ProviderSet providers, TimeProvider time,
        IReadOnlyList<ChannelSuite>? allowed = null) =>
        Begin(document, HandshakeContext.Hub(path), new ClientCredential(signer), providers, time, allowed);

    /// <summary>Begins a handshake that signs in with the ticket of a session (protocol.md §5).</summary>
    /// <inheritdoc cref="Begin(DiscoveryDocument, string, SigningKey?, ProviderSet, TimeProvider, IReadOnlyList{ChannelSuite}?)"/>
    public static HubOpening Begin(
        DiscoveryDocument document, string path, ClientSession session, ProviderSet providers, TimeProvider time,
        IReadOnlyList<ChannelSuite>? allowed = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Begin(document, HandshakeContext.Hub(path), new ClientCredential(session), providers, time, allowed);
    }

    /// <summary>Begins a handshake inside a connection, which renews it and the sign-in: give it to <see cref="ClientHubTransport.RenewAsync"/>.</summary>
    /// <inheritdoc cref="Begin(DiscoveryDocument, string, SigningKey?, ProviderSet, TimeProvider, IReadOnlyList{ChannelSuite}?)"/>
    public static HubOpening BeginRenewal(
        DiscoveryDocument document, ClientHubTransport transport, SigningKey? signer, ProviderSet providers, TimeProvider time,
        IReadOnlyList<ChannelSuite>? allowed = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        return Begin(document, transport.Context, new ClientCredential(signer), providers, time, allowed);
    }

    /// <summary>Begins a handshake inside a connection, which renews it, and the sign-in by the ticket of a session.</summary>
    /// <inheritdoc cref="Begin(DiscoveryDocument, string, SigningKey?, ProviderSet, TimeProvider, IReadOnlyList{ChannelSuite}?)"/>
    public static HubOpening BeginRenewal(
        DiscoveryDocument document, ClientHubTransport transport, ClientSession session, ProviderSet providers, TimeProvider time,
        IReadOnlyList<ChannelSuite>? allowed = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(session);
        return Begin(document, transport.Context, new ClientCredential(session), providers, time, allowed);
    }

    /// <summary>Reads the server's answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="connection">The connection that both messages went over.</param>
    /// <returns>What runs over the connection from now on, instead of its own bytes.</returns>
    /// <exception cref="ChannelException">The answer is not authentic, or grants what was not asked for.</exception>
    public ClientHubTransport Complete(ReadOnlySpan<byte> response, IDuplexPipe connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new ClientHubTransport(connection, CompleteRenewal(response), _path, _time);
    }

    /// <summary>Wipes the ephemeral key.</summary>
    public void Dispose() => _opening.Dispose();

    internal HubGrant CompleteRenewal(ReadOnlySpan<byte> response) => _opening.CompleteHub(response);

    private static HubOpening Begin(
        DiscoveryDocument document, HandshakeContext context, ClientCredential credential, ProviderSet providers, TimeProvider time,
        IReadOnlyList<ChannelSuite>? allowed) =>
        new(ChannelOpening.Begin(document, credential, providers, time, allowed ?? ChannelSuite.All, context), context.Path, time);
}
