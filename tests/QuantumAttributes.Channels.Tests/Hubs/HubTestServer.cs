using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Sessions;
using QuantumAttributes.Channels.Tests.Sessions;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Hubs;

/// <summary>A server of hubs with a clock of its own, and clients that reach it without a network.</summary>
internal sealed class HubTestServer : IDisposable
{
    public const string Path = "/chat";

    private readonly ChannelServerOptions _options;

    public HubTestServer(ChannelServerOptions? options = null, params IReadOnlyList<ChannelSuite> suites)
    {
        Base = new TestServer(options, suites);
        _options = (options ?? new ChannelServerOptions()) with { Suites = suites.Count == 0 ? [ChannelSuite.MLKem768X25519] : suites };
        Hubs = new HubServer(
            _options, Base.Keys, Base.Discovery, Base.Identities, new SessionTicketOpener(new ReferenceTickets(), ProviderSet.Default, Base.Clock),
            ProviderSet.Default, Base.Clock);
        Sessions = new SessionServer(
            new SessionServerOptions(), Base.Keys, Base.Discovery, Base.Identities, new ReferenceTickets(), ProviderSet.Default, Base.Clock);
        Base.Admit(TestServer.Alice);
        Base.Admit(TestServer.Bob);
    }

    public TestServer Base { get; }

    public HubServer Hubs { get; }

    public SessionServer Sessions { get; }

    public FakeTimeProvider Clock => Base.Clock;

    public HubOpening Begin(SigningKey? signer = null, string path = Path) =>
        HubOpening.Begin(Base.Discover(), path, signer, ProviderSet.Default, Clock);

    public ValueTask<HandshakeResult> AcceptAsync(ReadOnlyMemory<byte> request, string path = Path) =>
        Hubs.AcceptAsync(request, path, CancellationToken.None);

    /// <summary>Both ends of a new connection.</summary>
    /// <param name="signer">Who signs in, if anybody.</param>
    /// <param name="between">What stands between them, if anything.</param>
    public async Task<HubEnds> ConnectAsync(SigningKey? signer = null, DuplexPair? between = null)
    {
        using HubOpening opening = Begin(signer);
        return await ConnectAsync(opening, between);
    }

    public async Task<HubEnds> ConnectAsync(HubOpening opening, DuplexPair? between = null)
    {
        HandshakeResult result = await AcceptAsync(opening.Request);
        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        DuplexPair pair = between ?? new DuplexPair();
        ServerHubChannel channel = result.Hub!;
        return new HubEnds(opening.Complete(result.Response.Span, pair.Client), channel, channel.Secure(pair.Server, Hubs.RenewAsync), pair);
    }

    /// <summary>A session of a client.</summary>
    public async Task<ClientSession> OpenSessionAsync(SigningKey signer)
    {
        using SessionOpening opening = SessionOpening.Begin(Base.Discover(), signer, ProviderSet.Default, Clock);
        HandshakeResult result = await Sessions.AcceptAsync(opening.Request, CancellationToken.None);
        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        return opening.Complete(result.Response.Span);
    }

    public HubOpening BeginRenewal(ClientHubTransport client, SigningKey? signer = null) =>
        HubOpening.BeginRenewal(Base.Discover(), client, signer, ProviderSet.Default, Clock);

    public void Dispose()
    {
        Hubs.Dispose();
        Sessions.Dispose();
        Base.Dispose();
    }
}

/// <summary>Both ends of a hub's connection, and the bytes between them.</summary>
internal sealed record HubEnds(ClientHubTransport Client, ServerHubChannel Channel, HubTransport Server, DuplexPair Wire) : IDisposable
{
    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        Channel.Dispose();
    }
}

/// <summary>What tests do with pipes.</summary>
internal static class Pipes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Reads once; what does not come is a failure, and no wait for ever.</summary>
    public static Task<ReadResult> ReadPatientlyAsync(this PipeReader reader) => reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Reads so many bytes.</summary>
    public static async Task<byte[]> ReadBytesAsync(this PipeReader reader, int count)
    {
        ReadResult result = await reader.ReadAtLeastAsync(count).AsTask().WaitAsync(Patience);
        byte[] bytes = result.Buffer.Slice(0, Math.Min(count, result.Buffer.Length)).ToArray();
        reader.AdvanceTo(result.Buffer.GetPosition(bytes.Length));
        return bytes;
    }

    /// <summary>Reads whatever was written so far.</summary>
    public static async Task<byte[]> ReadAllAsync(this PipeReader reader)
    {
        ReadResult result = await reader.ReadPatientlyAsync();
        byte[] bytes = result.Buffer.ToArray();
        reader.AdvanceTo(result.Buffer.End);
        return bytes;
    }
}
