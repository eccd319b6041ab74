using Microsoft.Extensions.Time.Testing;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Support;

/// <summary>A server at one origin with a clock of its own, and clients that reach it without a network.</summary>
internal sealed class TestServer : IDisposable
{
    public const string Origin = "https://bank.example";

    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public static readonly RequestHead Head = new("POST", "/transfers?dry=1", HasBody: true);

    public TestServer(ChannelServerOptions? options = null, params IReadOnlyList<ChannelSuite> suites)
    {
        if (suites.Count == 0)
            suites = [ChannelSuite.MLKem768X25519];
        options = (options ?? new ChannelServerOptions()) with { Suites = suites };
        Keys = new RotatingChannelKeySource(suites, ProviderSet.Default, Clock);
        Discovery = new DiscoveryPublisher(() => Identity, Keys, Clock, new PublishedTerms { Suites = suites });
        Channels = new ChannelServer(options, Keys, Discovery, Identities, ProviderSet.Default, Clock);
    }

    /// <summary>The server's identity key.</summary>
    public static SigningKey Identity { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    public static SigningKey Alice { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    public static SigningKey Bob { get; } = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    public FakeTimeProvider Clock { get; } = new(Start);

    public RotatingChannelKeySource Keys { get; }

    public DiscoveryPublisher Discovery { get; }

    public MemoryIdentityStore Identities { get; } = new();

    public ChannelServer Channels { get; }

    /// <summary>The key that clients encapsulate to now.</summary>
    public ChannelKey Key => Keys.GetKeys(Origin)[0];

    public void Admit(SigningKey key, bool revoked = false, DateTimeOffset? notAfter = null) => Identities.Set(new QuantumIdentity
    {
        Key = key.VerifyingKey,
        Subject = "a customer",
        IsRevoked = revoked,
        NotAfter = notAfter ?? DateTimeOffset.MaxValue,
    });

    /// <summary>The document as a client reads it.</summary>
    public DiscoveryDocument Discover() => DiscoveryDocument.Verify(Discovery.GetJws(Origin));

    public ChannelOpening Begin(SigningKey? signer = null, TimeProvider? clientClock = null) =>
        ChannelOpening.Begin(Discover(), signer, ProviderSet.Default, clientClock ?? Clock);

    public async Task<HandshakeResult> AcceptAsync(ReadOnlyMemory<byte> request) =>
        await Channels.AcceptAsync(request, CancellationToken.None);

    /// <summary>Both ends of a new channel.</summary>
    public async Task<(ClientChannel Client, ServerChannel Server)> OpenAsync(SigningKey? signer = null)
    {
        using ChannelOpening opening = Begin(signer);
        HandshakeResult result = await AcceptAsync(opening.Request);
        Assert.Equal(HandshakeOutcome.Accepted, result.Outcome);
        return (opening.Complete(result.Response.Span), result.Channel!);
    }

    public async Task<RecordResult> ReceiveAsync(string field, RequestHead? head = null) =>
        await Channels.OpenAsync(field, head ?? Head, CancellationToken.None);

    /// <summary>Both ends of a new request.</summary>
    public async Task<(SealedRequest Client, OpenedRequest Server)> SendAsync(ClientChannel channel, RequestHead? head = null)
    {
        SealedRequest request = await SealAsync(channel, head);
        RecordResult result = await ReceiveAsync(request.Field.ToString(), head);
        Assert.Equal(RecordOutcome.Opened, result.Outcome);
        return (request, result.Request!);
    }

    public static async Task<SealedRequest> SealAsync(ClientChannel channel, RequestHead? head = null)
    {
        SealedRequest? request = await channel.SealAsync(head ?? Head, new ProtectedHeaders(), CancellationToken.None);
        Assert.NotNull(request);
        return request;
    }

    public void Dispose()
    {
        Channels.Dispose();
        Keys.Dispose();
    }
}
