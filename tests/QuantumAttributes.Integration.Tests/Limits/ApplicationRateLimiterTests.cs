using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Limits;

/// <summary>The application's own <c>UseRateLimiter()</c>: it works in channels, and reaches our endpoints.</summary>
public class ApplicationRateLimiterTests
{
    [Fact]
    public async Task Given_AnEndpointThatTheApplicationLimits_When_CalledInAChannel_Expect_ASealed429()
    {
        await using QuantumServer server = await StartAsync(
            limiter => limiter.AddPolicy("once", _ => Once()),
            app => app.MapGet("/limited", [QuantumChannel] () => "in").RequireRateLimiting("once"));
        using HttpClient client = server.CreateClient();

        string first = await client.GetStringAsync("/limited");
        using HttpResponseMessage second = await client.GetAsync("/limited"); // which throws where the answer is not sealed

        Assert.Equal("in", first);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Theory]
    [InlineData("GET", DiscoveryDocument.Path)]
    [InlineData("POST", ChannelServer.Path)]
    public async Task Given_ALimiterForEverything_When_OurEndpointsAreCalled_Expect_ThemLimited(string method, string path)
    {
        await using QuantumServer server = await StartAsync(
            limiter => limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(_ => Once()), _ => { });
        using HttpClient client = server.CreatePlainClient();
        var statuses = new List<HttpStatusCode>();

        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            statuses.Add(response.StatusCode);
        }

        Assert.NotEqual(HttpStatusCode.TooManyRequests, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[1]);
    }

    private static RateLimitPartition<string> Once() => RateLimitPartition.GetFixedWindowLimiter(
        "all", _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1) });

    private static Task<QuantumServer> StartAsync(Action<RateLimiterOptions> limiter, Action<WebApplication> map) => QuantumServer.StartAsync(
        app =>
        {
            app.UseRateLimiter();
            map(app);
        },
        new ServerSetup
        {
            Services = services => services.AddRateLimiter(options =>
            {
                options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                limiter(options);
            }),
        });
}
