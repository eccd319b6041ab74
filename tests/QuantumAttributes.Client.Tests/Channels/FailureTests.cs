using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Client.Tests.Support;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Client.Tests.Channels;

/// <summary>Each failure says, to programs and to people, what was expected and what came. Of none was anything sent.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly InMemoryServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Given_AnIdentityThatIsNotPinned_When_AChannelIsOpened_Expect_BothIdentitiesNamed()
    {
        using var other = new InMemoryServer();

        ChannelException failure = await FailAsync(_server, options => options.PinIdentity(other.Identity));

        Assert.Equal(ChannelFailure.IdentityNotPinned, failure.Failure);
        Assert.Contains(_server.Identity, failure.Message);
        Assert.Contains(other.Identity, failure.Message);
    }

    [Fact]
    public async Task Given_AnotherIdentityThanIsRemembered_When_AChannelIsOpened_Expect_BothIdentitiesNamed()
    {
        using var other = new InMemoryServer();
        var memory = new Remembering(other.Identity);

        ChannelException failure = await FailAsync(_server, options => options.RememberFirstIdentity(memory));

        Assert.Equal(ChannelFailure.IdentityChanged, failure.Failure);
        Assert.Contains(_server.Identity, failure.Message);
        Assert.Contains(other.Identity, failure.Message);
    }

    [Theory]
    [InlineData(404, "text/html", "came 404 with text/html")]
    [InlineData(200, "text/html", "came 200 with text/html")]
    [InlineData(200, null, "came 200 with no content type")]
    public async Task Given_NoDiscoveryDocument_When_AChannelIsOpened_Expect_WhatCame(int status, string? type, string expected)
    {
        ChannelException failure = await FailAsync(Answering(DiscoveryDocument.Path, status, type, "<h1>Hello</h1>"));

        Assert.Equal(ChannelFailure.NoDiscoveryDocument, failure.Failure);
        Assert.Contains(expected, failure.Message);
        Assert.Contains($"expected 200 with {DiscoveryDocument.ContentType}", failure.Message);
    }

    [Fact]
    public async Task Given_ADamagedDiscoveryDocument_When_AChannelIsOpened_Expect_ThatSaid()
    {
        ChannelException failure = await FailAsync(Answering(DiscoveryDocument.Path, 200, DiscoveryDocument.ContentType, "a.b.c"));

        Assert.Equal(ChannelFailure.InvalidDiscoveryDocument, failure.Failure);
    }

    [Fact]
    public async Task Given_ADocumentOfAnotherOrigin_When_AChannelIsOpened_Expect_BothOriginsNamed()
    {
        ChannelException failure = await FailAsync(_server, target: "https://shop.example/");

        Assert.Equal(ChannelFailure.WrongOrigin, failure.Failure);
        Assert.Contains("https://shop.example answers with the discovery document of https://bank.example", failure.Message);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(90)]
    public async Task Given_AClockThatIsOff_When_AChannelIsOpened_Expect_BothTimes(int minutes)
    {
        var time = new ManualTime();
        using var server = new InMemoryServer(time);
        var off = new Shifted(time, TimeSpan.FromMinutes(minutes));

        ChannelException failure = await FailAsync(server, options => options.PinIdentity(server.Identity), time: off);

        Assert.Equal(ChannelFailure.Clock, failure.Failure);
        Assert.Contains($"{time.GetUtcNow():u}", failure.Message);
        Assert.Contains($"{off.GetUtcNow():u}", failure.Message);
    }

    [Fact]
    public async Task Given_AnOlderDocumentThanWasSeen_When_AChannelIsOpened_Expect_BothTimes()
    {
        var time = new ManualTime();
        using var server = new InMemoryServer(time);
        var wire = new Replaying { InnerHandler = server };
        using (ServiceProvider first = Clients.Provide(wire, builder => builder.AddQuantumChannel(options => options.PinIdentity(server.Identity)), time))
            (await first.CreateClient().GetAsync("/")).Dispose();
        time.Advance(TimeSpan.FromMinutes(10));
        using ServiceProvider services = Clients.Provide(wire, builder => builder.AddQuantumChannel(options => options.PinIdentity(server.Identity)), time);
        using HttpClient client = services.CreateClient();
        (await client.GetAsync("/")).Dispose();
        time.Advance(TimeSpan.FromMinutes(6));
        wire.Previous = true;

        var failure = await Assert.ThrowsAsync<ChannelException>(() => client.GetAsync("/"));

        Assert.Equal(ChannelFailure.Clock, failure.Failure);
    }

    [Theory]
    [InlineData(400, "application/problem+json", "came 400 with application/problem+json")]
    [InlineData(502, "text/html", "came 502 with text/html")]
    public async Task Given_ARefusedHandshake_When_AChannelIsOpened_Expect_WhatCame(int status, string type, string expected)
    {
        ChannelException failure = await FailAsync(Answering(ChannelServer.Path, status, type, "<h1>Hello</h1>"));

        Assert.Equal(ChannelFailure.HandshakeRefused, failure.Failure);
        Assert.Contains(expected, failure.Message);
    }

    [Fact]
    public async Task Given_AForgedHandshake_When_AChannelIsOpened_Expect_ThatSaid()
    {
        string forged = Convert.ToBase64String(new byte[1600]);

        ChannelException failure = await FailAsync(Answering(ChannelServer.Path, 200, ChannelServer.ContentType, forged));

        Assert.Equal(ChannelFailure.NotAuthentic, failure.Failure);
    }

    private static Answer Answering(string path, int status, string? type, string body) => new(path, status, type, body);

    private async Task<ChannelException> FailAsync(
        HttpMessageHandler primary, Action<QuantumChannelOptions>? configure = null, string target = "/", TimeProvider? time = null)
    {
        if (primary is DelegatingHandler wire)
            wire.InnerHandler = _server;
        using ServiceProvider services = Clients.Provide(
            primary, builder => builder.AddQuantumChannel(configure ?? (options => options.PinIdentity(_server.Identity))), time);
        using HttpClient client = services.CreateClient();
        var failure = await Assert.ThrowsAsync<ChannelException>(() => client.PostAsync(target, new StringContent("secret")));
        Assert.False(failure.RequestMayHaveRun);
        Assert.Equal(0, _server.Records);
        return failure;
    }

    private sealed class Answer(string path, int status, string? type, string body) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath != path)
                return base.SendAsync(request, cancellationToken);
            var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            if (type is not null)
                content.Headers.ContentType = new(type);
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = content });
        }
    }

    /// <summary>Keeps the documents that pass. Then has the client read its document anew, and gives it the first that there was.</summary>
    private sealed class Replaying : DelegatingHandler
    {
        private readonly List<byte[]> _documents = [];

        public bool Previous { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Previous && request.RequestUri!.AbsolutePath == ChannelServer.Path)
                return new HttpResponseMessage(HttpStatusCode.Unauthorized) { Headers = { WwwAuthenticate = { new("Quantum", "error=\"keys\"") } } };
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath != DiscoveryDocument.Path)
                return response;
            _documents.Add(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            if (Previous)
                response.Content = new ByteArrayContent(_documents[0]) { Headers = { ContentType = new(DiscoveryDocument.ContentType) } };
            return response;
        }
    }

    private sealed class Remembering(string identity) : IIdentityMemory
    {
        public KeyThumbprint Remember(string origin, KeyThumbprint shown) =>
            KeyThumbprint.TryParse(identity, out KeyThumbprint known) ? known : throw new InvalidOperationException("That is no thumbprint.");

        public void Succeed(string origin, KeyThumbprint old, KeyThumbprint successor) =>
            throw new InvalidOperationException("Nobody follows whom these tests know.");
    }

    private sealed class Shifted(TimeProvider time, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + by;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
