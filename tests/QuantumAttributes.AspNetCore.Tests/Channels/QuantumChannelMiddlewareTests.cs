using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.AspNetCore.Idempotency;
using QuantumAttributes.AspNetCore.Policy;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Keys;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Tests.Channels;

public sealed class QuantumChannelMiddlewareTests : IDisposable
{
    private const string Origin = "https://bank.example";

    private readonly SigningKey _identity = SigningKey.Generate(SignatureAlgorithm.MLDsa65);
    private readonly RotatingChannelKeySource _keys = new(ChannelSuite.All, ProviderSet.Default, TimeProvider.System);
    private readonly DiscoveryPublisher _discovery;
    private readonly ChannelServer _server;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public QuantumChannelMiddlewareTests()
    {
        _discovery = new DiscoveryPublisher(() => _identity, _keys, TimeProvider.System);
        _server = new ChannelServer(new ChannelServerOptions(), _keys, _discovery, null, ProviderSet.Default, TimeProvider.System);
    }

    [Theory]
    [InlineData("/pay?to=bob", "/pay?to=bob", "", true)]
    [InlineData("/pay?to=bob", "/pay?to=b%6Fb", "", false)]
    [InlineData("/pay?to=bob", "/pay\u00e9to=bob", "", false)] // which ASCII would write as a question mark
    [InlineData("/pay?to=bob", "https://bank.example/pay?to=bob", "", false)]
    [InlineData("/pay?to=bob", "*", "", false)]
    [InlineData("/bank/pay", "/pay", "/bank", true)]
    [InlineData("/pay", "/pay", "/bank", false)]
    public async Task Given_ARecord_When_TheTargetOnTheWireIsAnother_Expect_ItRefused(string intended, string sent, string pathBase, bool opened)
    {
        bool ran = false;
        var middleware = Create(_ => { ran = true; return Task.CompletedTask; }, pathBase);
        using ClientChannel channel = await OpenAsync();
        SealedRequest record = (await channel.SealAsync(new RequestHead("GET", intended, false), new ProtectedHeaders(), CancellationToken.None))!;
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = sent;
        context.Request.Headers[RequestField.Name] = record.Field.ToString();

        await middleware.InvokeAsync(context);

        Assert.Equal(opened, ran);
        Assert.Equal(opened ? 200 : 401, context.Response.StatusCode);
    }

    public void Dispose()
    {
        _server.Dispose();
        _keys.Dispose();
        _identity.Dispose();
        _services.Dispose();
    }

    private QuantumChannelMiddleware Create(RequestDelegate next, string pathBase)
    {
        IOptions<QuantumOptions> options = Options.Create(new QuantumOptions { PublicPathBase = pathBase });
        var metrics = new QuantumMetrics(_services.GetRequiredService<IMeterFactory>());
        var store = new MemoryIdempotencyStore(options.Value.Idempotency, TimeProvider.System);
        var idempotent = new IdempotentRequests(store, _server, options, metrics, NullLogger<IdempotentRequests>.Instance);
        return new QuantumChannelMiddleware(next, _server, idempotent, options, metrics, new LimitLog(metrics, TimeProvider.System, NullLogger<LimitLog>.Instance),
            new DowngradePolicy(options, metrics, TimeProvider.System, NullLogger<DowngradePolicy>.Instance), NullLogger<QuantumChannelMiddleware>.Instance);
    }

    private async Task<ClientChannel> OpenAsync()
    {
        DiscoveryDocument document = DiscoveryDocument.Verify(await _discovery.GetJwsAsync(Origin, default));
        using ChannelOpening opening = ChannelOpening.Begin(document, null, ProviderSet.Default, TimeProvider.System);
        HandshakeResult result = await _server.AcceptAsync(opening.Request, CancellationToken.None);
        return opening.Complete(result.Response.Span);
    }
}
