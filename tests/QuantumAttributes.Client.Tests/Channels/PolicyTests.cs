using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Policies;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Client.Tests.Support;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Client.Tests.Channels;

/// <summary>An application with three clients: one in channels, one that only signs in, and one that may use channels but does not.</summary>
public sealed class PolicyTests : IDisposable
{
    private const string Channel = "bank";
    private const string Auth = "signed";
    private const string Off = "off";

    private static readonly SigningKey Alice = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

    private readonly ManualTime _time = new();
    private readonly InMemoryServer _server;
    private readonly PolicyMemory _memory;
    private readonly Plain _plain = new();
    private readonly ServiceProvider _services;
    private ProtectedHeaders _headers = new();

    public PolicyTests()
    {
        _memory = new PolicyMemory(_time);
        _server = new InMemoryServer(_time, policyMaxAge: TimeSpan.Zero) { Application = (_, _) => (200, _headers, "") };
        _server.Enrol(Alice);
        _services = Clients.Provide(
            _server,
            builder =>
            {
                builder.Services.AddSingleton<IPolicyMemory>(_memory);
                builder.AddQuantumChannel(options => options.PinIdentity(_server.Identity));
                Add(builder.Services, Auth).AddQuantumAuth(Alice);
                Add(builder.Services, Off).AddQuantumChannel(options =>
                {
                    options.PinIdentity(_server.Identity);
                    options.AutoEstablishChannel = false;
                });
            },
            _time);
    }

    public static TheoryData<string> WithoutChannel { get; } = [Auth, Off];

    public void Dispose()
    {
        _services.Dispose();
        _server.Dispose();
        _plain.Dispose();
    }

    [Theory]
    [MemberData(nameof(WithoutChannel))]
    public async Task Given_NoPolicy_When_AClientHasNoChannel_Expect_ItsRequestsToGoAsTheyAre(string client)
    {
        using HttpResponseMessage response = await GetAsync(client);

        Assert.Equal("plain", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [MemberData(nameof(WithoutChannel))]
    public async Task Given_ASealedPolicy_When_AClientHasNoChannel_Expect_AnErrorAndNothingSentUntilItsTime(string client)
    {
        await SayAsync("require; max-age=86400");

        var refused = await Assert.ThrowsAsync<ChannelException>(() => GetAsync(client));
        Assert.Equal((ChannelFailure.Policy, false), (refused.Failure, refused.RequestMayHaveRun));
        Assert.Contains("AddQuantumChannel", refused.Message);
        Assert.Equal(0, _plain.Requests);

        _time.Advance(TimeSpan.FromDays(1));
        (await GetAsync(client)).Dispose();
    }

    [Fact]
    public async Task Given_ASealedPolicy_When_AnotherOriginIsMeant_Expect_NoError()
    {
        await SayAsync("require; max-age=86400");

        (await GetAsync(Auth, "https://shop.example/")).Dispose();

        Assert.Equal(1, _plain.Requests);
    }

    [Fact]
    public async Task Given_ASealedPolicy_When_ARedirectUnderneathLeadsThere_Expect_AnError()
    {
        await SayAsync("require; max-age=86400");
        _plain.AnswersFor = new Uri(InMemoryServer.Origin);

        var refused = await Assert.ThrowsAsync<ChannelException>(() => GetAsync(Auth, "https://shop.example/"));

        Assert.True(refused.RequestMayHaveRun);
    }

    [Fact]
    public async Task Given_ASealedPolicy_When_TheClientCallsSynchronously_Expect_AnError()
    {
        await SayAsync("require; max-age=86400");
        using HttpClient client = _services.GetRequiredService<IHttpClientFactory>().CreateClient(Off);

        Assert.Throws<ChannelException>(() => client.Send(new HttpRequestMessage(HttpMethod.Get, InMemoryServer.Origin)));
    }

    [Fact]
    public async Task Given_APolicy_When_ASealedAgeOfZeroComes_Expect_ItCleared()
    {
        await SayAsync("require; max-age=86400");
        await SayAsync("require; max-age=0");

        (await GetAsync(Auth)).Dispose();
    }

    [Fact]
    public async Task Given_APolicy_When_AnAgeOfZeroComesOutside_Expect_ItToStand()
    {
        await SayAsync("require; max-age=86400");
        _server.Tamper = response => response.Headers.TryAddWithoutValidation(PolicyField.Name, "require; max-age=0");
        (await GetAsync(Channel)).Dispose();

        await Assert.ThrowsAsync<ChannelException>(() => GetAsync(Auth));
    }

    [Fact]
    public async Task Given_NoPolicy_When_OneComesOutside_Expect_NoError()
    {
        _server.Tamper = response => response.Headers.TryAddWithoutValidation(PolicyField.Name, "require; max-age=86400");
        (await GetAsync(Channel)).Dispose();

        (await GetAsync(Auth)).Dispose();
    }

    [Fact]
    public async Task Given_ALongAge_When_ItIsRemembered_Expect_30Days()
    {
        await SayAsync("require; max-age=999999999");

        Assert.Equal(_time.GetUtcNow().AddDays(30), _memory.Find(InMemoryServer.Origin));
    }

    [Fact]
    public async Task Given_ManyAnswers_When_TheySayTheSame_Expect_TheMemoryWrittenNowAndThen()
    {
        await SayAsync("require; max-age=1000");
        DateTimeOffset until = _memory.Find(InMemoryServer.Origin)!.Value;

        _time.Advance(TimeSpan.FromSeconds(100));
        await SayAsync("require; max-age=1000");
        Assert.Equal(until, _memory.Find(InMemoryServer.Origin));

        _time.Advance(TimeSpan.FromSeconds(1));
        await SayAsync("require; max-age=1000");
        Assert.Equal(until.AddSeconds(101), _memory.Find(InMemoryServer.Origin));
    }

    [Fact]
    public async Task Given_TheSignedDocument_When_ItRequiresAChannel_Expect_ItRemembered()
    {
        using var server = new InMemoryServer(_time, policyMaxAge: TimeSpan.FromDays(7));
        using ServiceProvider services = Clients.Provide(
            server,
            builder =>
            {
                builder.Services.AddSingleton<IPolicyMemory>(_memory);
                builder.AddQuantumChannel(options => options.PinIdentity(server.Identity));
            },
            _time);

        (await services.CreateClient().GetAsync("/")).Dispose();

        Assert.Equal(_time.GetUtcNow().AddDays(7), _memory.Find(InMemoryServer.Origin));
    }

    [Fact]
    public async Task Given_ASignedDocumentOfAnUnknownIdentity_When_ItRequiresAChannel_Expect_ItNotRemembered()
    {
        using var server = new InMemoryServer(_time, policyMaxAge: TimeSpan.FromDays(7));
        using ServiceProvider services = Clients.Provide(
            server,
            builder =>
            {
                builder.Services.AddSingleton<IPolicyMemory>(_memory);
                builder.AddQuantumChannel(options => options.PinIdentity(_server.Identity));
            },
            _time);

        await Assert.ThrowsAsync<ChannelException>(() => services.CreateClient().GetAsync("/"));

        Assert.Null(_memory.Find(InMemoryServer.Origin));
    }

    private IHttpClientBuilder Add(IServiceCollection services, string name) =>
        services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => _plain);

    private async Task SayAsync(string policy)
    {
        _headers = new ProtectedHeaders();
        _headers.Add(PolicyField.Name, [policy]);
        (await GetAsync(Channel)).Dispose();
        _headers = new ProtectedHeaders();
    }

    private Task<HttpResponseMessage> GetAsync(string client, string uri = InMemoryServer.Origin + "/") =>
        _services.GetRequiredService<IHttpClientFactory>().CreateClient(client).GetAsync(uri);

    /// <summary>A server that knows nothing of channels, or somebody in its place.</summary>
    private sealed class Plain : HttpMessageHandler
    {
        public int Requests { get; private set; }

        public Uri? AnswersFor { get; set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("plain"),
                RequestMessage = AnswersFor is null ? request : new HttpRequestMessage(HttpMethod.Get, AnswersFor),
            };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
