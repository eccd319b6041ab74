using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Testing;

namespace QuantumAttributes.AspNetCore.Tests.Startup;

public class WaiverStartupTests
{
    private static readonly DateTimeOffset Now = new ManualTime().GetUtcNow();

    [Theory]
    [InlineData(0)]
    [InlineData(-86_400)]
    public async Task Given_AWaiverThatIsOver_When_Started_Expect_ItNamed(int seconds)
    {
        using Application application = WithWaiver(TimeSpan.FromSeconds(seconds));

        string problem = Assert.Single(await application.FailAsync());

        Assert.StartsWith("quantum.AllowClassical: the waiver 'the move' for the application expired at ", problem);
        Assert.Contains("Remove it", problem);
    }

    [Fact]
    public async Task Given_AWaiverLongerThan180Days_When_Started_Expect_ItNamed()
    {
        using Application application = WithWaiver(TimeSpan.FromDays(180) + TimeSpan.FromTicks(1));

        Assert.Contains("later than 180 days from now", Assert.Single(await application.FailAsync()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(180)]
    public async Task Given_AWaiverInRange_When_Started_Expect_ItToStart(int days)
    {
        using Application application = WithWaiver(TimeSpan.FromDays(days));

        await application.StartAsync();
    }

    [Fact]
    public async Task Given_AWaiverOfAnEndpointThatIsOver_When_Started_Expect_EndpointAndReason()
    {
        using var application = new Application
        {
            Services = services => services.AddSingleton<TimeProvider>(new ManualTime()),
            Map = app =>
            {
                app.MapGet("/old", [QuantumChannel] () => "").AllowClassical(Now, "the old terminals");
                app.MapQuantumAttributes();
            },
        };

        Assert.StartsWith(
            "quantum.AllowClassical: the waiver 'the old terminals' for HTTP: GET /old expired at 2026-01-01 12:00:00Z.",
            Assert.Single(await application.FailAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Given_NoReason_When_AWaiverIsMade_Expect_ArgumentException(string reason) =>
        Assert.Throws<ArgumentException>(() => new QuantumOptions().AllowClassical(Now, reason));

    [Fact]
    public async Task Given_AuthRequiredByDefault_When_ThereIsNoIdentityStore_Expect_TheOptionNamed()
    {
        using var application = new Application { Options = quantum => quantum.RequireAuthByDefault = true };

        Assert.StartsWith("quantum.Identities: there is no identity store", Assert.Single(await application.FailAsync()));
    }

    [Fact]
    public async Task Given_LimitsOutOfRange_When_Started_Expect_EachNamed()
    {
        using var application = new Application
        {
            Options = quantum =>
            {
                quantum.Limits.HandshakesPerSecond = quantum.Limits.HandshakeBurst = 0;
                quantum.Limits.MaxPendingHandshakes = quantum.Limits.MaxConcurrentHandshakes = quantum.Limits.HandshakeQueue = -1;
                quantum.Limits.HandshakeTimeout = TimeSpan.FromMilliseconds(999);
                quantum.Limits.HandshakePartition = null!;
            },
        };

        Assert.Equal(
            ["HandshakesPerSecond", "HandshakeBurst", "MaxPendingHandshakes", "MaxConcurrentHandshakes", "HandshakeQueue", "HandshakeTimeout",
                "HandshakePartition"],
            (await application.FailAsync()).Select(problem => problem.Split(':')[0]["quantum.Limits.".Length..]));
    }

    // What a group carries, our endpoints carry.
    [Fact]
    public async Task Given_AGroupWithARateLimit_When_OurEndpointsAreMappedInIt_Expect_ThemLimited()
    {
        IReadOnlyList<Endpoint> endpoints = [];
        using var application = new Application
        {
            Options = quantum => quantum.Identities.AddStore(new MemoryIdentityStore()),
            Map = app =>
            {
                app.MapGroup("").RequireRateLimiting("strangers").MapQuantumAttributes();
                endpoints = [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)];
            },
        };

        await application.StartAsync();

        Assert.Equal(4, endpoints.Count); // discovery, keys, and the handshakes of channels and sessions
        Assert.All(endpoints, endpoint => Assert.Equal("strangers", endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName));
    }

    private static Application WithWaiver(TimeSpan length) => new()
    {
        Services = services => services.AddSingleton<TimeProvider>(new ManualTime()),
        Options = quantum => quantum.AllowClassical(Now + length, "the move"),
    };
}
