using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.AspNetCore.Channels;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Semantics;

/// <summary>The framework's caches do not carry an answer out of its channel, nor to another identity.</summary>
public class CachingTests
{
    [Fact]
    public async Task Given_AnOutputCache_When_AChannelsAnswerIsAskedForOutside_Expect_ARefusal()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();
        using HttpClient outside = server.CreatePlainClient();
        Assert.Equal("nobody 1", await client.GetStringAsync("/secret"));

        using HttpResponseMessage response = await outside.GetAsync("/secret");

        await Problem.ExpectAsync(HttpStatusCode.UpgradeRequired, "channel-required", response);
    }

    [Fact]
    public async Task Given_AnOutputCache_When_AnotherIdentityAsks_Expect_AnAnswerOfItsOwn()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient nobody = server.CreateClient();
        using HttpClient alice = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });
        using HttpClient bob = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Bob, "bob") });

        Assert.Equal("alice 1", await alice.GetStringAsync("/secret"));
        Assert.Equal("bob 2", await bob.GetStringAsync("/secret"));
        Assert.Equal("nobody 3", await nobody.GetStringAsync("/secret"));
        Assert.Equal("alice 1", await alice.GetStringAsync("/secret"));
    }

    [Fact]
    public async Task Given_AnOutputCache_When_AnAnswerWasMadeOutside_Expect_AnotherInAChannel()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreateClient();
        using HttpClient outside = server.CreatePlainClient();
        Assert.Equal("outside 1", await outside.GetStringAsync("/open"));
        Assert.Equal("outside 1", await outside.GetStringAsync("/open"));

        Assert.Equal("nobody 2", await client.GetStringAsync("/open"));
    }

    // A bearer token would keep the framework from it.
    [Fact]
    public async Task Given_AnOutputCache_When_ARequestIsSigned_Expect_ItsAnswerNotKept()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient alice = server.CreateClient(new ClientSetup { Channel = false, Key = server.Enrol(ClientKeys.Alice) });
        using HttpClient outside = server.CreatePlainClient();

        Assert.Equal("outside 1", await alice.GetStringAsync("/open"));

        Assert.Equal("outside 2", await outside.GetStringAsync("/open"));
    }

    [Fact]
    public async Task Given_AResponseCache_When_AChannelsAnswerIsAskedForOutside_Expect_ARefusal()
    {
        await using QuantumServer server = await StartAsync(output: false);
        using HttpClient client = server.CreateClient();
        using HttpClient outside = server.CreatePlainClient();
        Assert.Equal("nobody 1", await client.GetStringAsync("/secret"));

        using HttpResponseMessage response = await outside.GetAsync("/secret");

        await Problem.ExpectAsync(HttpStatusCode.UpgradeRequired, "channel-required", response);
    }

    [Fact]
    public async Task Given_AResponseCache_When_AnotherIdentityAsks_Expect_AnAnswerOfItsOwn()
    {
        await using QuantumServer server = await StartAsync(output: false);
        using HttpClient alice = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Alice) });
        using HttpClient bob = server.CreateClient(new ClientSetup { Key = server.Enrol(ClientKeys.Bob, "bob") });
        using HttpClient outside = server.CreatePlainClient();

        Assert.Equal("alice 1", await alice.GetStringAsync("/secret"));
        Assert.Equal("bob 2", await bob.GetStringAsync("/secret"));
        Assert.Equal("outside 3", await outside.GetStringAsync("/open"));
        Assert.Equal("outside 3", await outside.GetStringAsync("/open")); // the cache is there
    }

    private static Task<QuantumServer> StartAsync(bool output = true)
    {
        int answers = 0;
        return QuantumServer.StartAsync(
            app =>
            {
                if (output)
                    app.UseOutputCache();
                else
                    app.UseResponseCaching();
                app.MapGet("/secret", [QuantumChannel] (HttpContext context) => Answer(context));
                app.MapGet("/open", (HttpContext context) => Answer(context));
            },
            new ServerSetup
            {
                Services = services =>
                {
                    services.AddResponseCaching();
                    services.AddOutputCache(options => options.AddBasePolicy(new CacheForEverybody()));
                },
            });

        string Answer(HttpContext context)
        {
            context.Response.Headers.CacheControl = "public, max-age=600";
            string who = context.Features.Get<IQuantumChannelFeature>() is { } channel ? channel.Identity?.Subject ?? "nobody" : "outside";
            return $"{who} {Interlocked.Increment(ref answers)}";
        }
    }

    // Applications have such policies where the framework's own, which passes signed-in users by, is not enough.
    private sealed class CacheForEverybody : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
