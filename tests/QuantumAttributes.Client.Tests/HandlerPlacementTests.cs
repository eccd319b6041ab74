using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Client.Authentication;
using QuantumAttributes.Client.Channels;
using QuantumAttributes.Client.Tests.Support;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Client.Tests;

public class HandlerPlacementTests
{
    private const string Thumbprint = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static readonly SigningKey Key = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    public static TheoryData<string> Orders { get; } =
        ["channel auth user", "auth channel user", "user channel auth", "auth user channel", "channel user auth auth channel"];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Given_AnyOrderOfCalls_When_TheHandlersAreMade_Expect_UserThenSigningThenChannelThenTheWire(string order)
    {
        using ServiceProvider services = Clients.Provide(new SocketsHttpHandler(), builder => Add(builder, order));

        Type[] placed = [.. services.Handlers().Select(handler => handler.GetType())
            .Where(type => type == typeof(UserHandler) || type.Assembly == typeof(QuantumChannelOptions).Assembly || type == typeof(SocketsHttpHandler))];

        Assert.Equal([typeof(UserHandler), typeof(RequestSigningHandler), typeof(QuantumChannelHandler), typeof(SocketsHttpHandler)], placed);
    }

    [Fact]
    public async Task Given_AUserHandler_When_ARequestPasses_Expect_ItToSeePlaintextAndTheWireARecord()
    {
        using var server = new InMemoryServer();
        var user = new UserHandler();
        using ServiceProvider services = Clients.Provide(server, builder => builder
            .AddQuantumChannel(options => options.PinIdentity(server.Identity))
            .AddHttpMessageHandler(() => user));
        using HttpClient client = services.CreateClient();

        using HttpResponseMessage response = await client.PostAsync("/transfers", new StringContent("ten to Bob"));

        Assert.Equal("ten to Bob", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", user.Seen!.Content!.Headers.ContentType!.MediaType);
        Assert.Equal(RequestHead.ContentType, server.Outer.Single().Content!.Headers.ContentType!.MediaType);
    }

    [Fact]
    public void Given_ASocketsHttpHandler_When_AChannelIsAdded_Expect_RedirectsCookiesAndDecompressionOff()
    {
        var primary = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All };
        using ServiceProvider services = Clients.Provide(primary, builder => Add(builder, "channel"));

        _ = services.Handlers();

        Assert.False(primary.AllowAutoRedirect);
        Assert.False(primary.UseCookies);
        Assert.Equal(DecompressionMethods.None, primary.AutomaticDecompression);
    }

    [Fact]
    public void Given_AnHttpClientHandlerInsideAnother_When_AChannelIsAdded_Expect_RedirectsCookiesAndDecompressionOff()
    {
        var primary = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.All };
        using ServiceProvider services = Clients.Provide(new UserHandler { InnerHandler = primary }, builder => Add(builder, "channel"));

        _ = services.Handlers();

        Assert.False(primary.AllowAutoRedirect);
        Assert.False(primary.UseCookies);
        Assert.Equal(DecompressionMethods.None, primary.AutomaticDecompression);
    }

    [Fact]
    public async Task Given_APrimaryHandlerThatHasSentRequests_When_TheHandlersAreMadeAnew_Expect_ItToBeTakenAsItIs()
    {
        var shared = new SocketsHttpHandler();
        using ServiceProvider first = Clients.Provide(shared, builder => Add(builder, "channel"));
        _ = first.Handlers();
        using var invoker = new HttpMessageInvoker(shared, disposeHandler: false);
        await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/"), default));

        using ServiceProvider second = Clients.Provide(shared, builder => Add(builder, "channel"));

        Assert.Contains(second.Handlers(), handler => handler is QuantumChannelHandler);
    }

    [Fact]
    public async Task Given_APrimaryHandlerThatHasSentRequestsAndFollowsRedirects_When_TheHandlersAreMade_Expect_AnErrorThatSaysWhatToSet()
    {
        using var shared = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(shared, disposeHandler: false);
        await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/"), default));
        using ServiceProvider services = Clients.Provide(shared, builder => Add(builder, "channel"));

        var refused = Assert.Throws<InvalidOperationException>(services.Handlers);

        Assert.Contains("AllowAutoRedirect = false", refused.Message);
    }

    [Fact]
    public void Given_Credentials_When_AChannelIsAdded_Expect_NoneThatWouldGoOutside()
    {
        var sockets = new SocketsHttpHandler { Credentials = new NetworkCredential("alice", "secret") };
        var client = new HttpClientHandler { Credentials = new NetworkCredential("alice", "secret") };
        foreach (HttpMessageHandler primary in (HttpMessageHandler[])[sockets, client])
        {
            using ServiceProvider services = Clients.Provide(primary, builder => Add(builder, "channel"));
            _ = services.Handlers();
        }

        Assert.Null(sockets.Credentials);
        Assert.Null(client.Credentials);
    }

    [Fact]
    public void Given_OnlyAuth_When_TheHandlersAreMade_Expect_ThePrimaryAsItWas()
    {
        var primary = new SocketsHttpHandler();
        using ServiceProvider services = Clients.Provide(primary, builder => Add(builder, "auth"));

        Assert.DoesNotContain(services.Handlers(), handler => handler is QuantumChannelHandler);
        Assert.True(primary.AllowAutoRedirect);
    }

    [Fact]
    public void Given_NothingPinned_When_AChannelIsAdded_Expect_AnError()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddHttpClient("bank").AddQuantumChannel(_ => { }));

        Assert.Contains("PinIdentity", failure.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData(Thumbprint + "A")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Given_ATextThatIsNoThumbprint_When_Pinned_Expect_AnError(string text) =>
        Assert.Throws<FormatException>(() => new QuantumChannelOptions().PinIdentity(text));

    private static void Add(IHttpClientBuilder builder, string order)
    {
        foreach (string part in order.Split(' '))
        {
            _ = part switch
            {
                "channel" => builder.AddQuantumChannel(options => options.PinIdentity(Thumbprint)),
                "auth" => builder.AddQuantumAuth(Key),
                _ => builder.AddHttpMessageHandler(() => new UserHandler()),
            };
        }
    }

    private sealed class UserHandler : DelegatingHandler
    {
        public HttpRequestMessage? Seen { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen = request;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
