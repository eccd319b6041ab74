using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Policy;

/// <summary>Nobody can overlook a waiver: log, health check, discovery document.</summary>
public class WaiverVisibilityTests
{
    private const string Namespace = "QuantumAttributes";
    private const int Waiver = 40;
    private const int WaiverUsed = 41;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Given_Waivers_When_TheApplicationStarts_Expect_EachLoggedWithScopeEndAndReason()
    {
        using var logs = new LogRecorder();
        await using QuantumServer server = await StartAsync(new ManualTime(), logs, ofApplication: true);

        Assert.Equal(
            ["Classical cryptography is allowed for the application until 2026-01-01 13:00:00Z: the move",
                "Classical cryptography is allowed for HTTP: GET /waived until 2026-01-01 13:00:00Z: the old terminals"],
            logs.Find(Namespace, Waiver).Select(entry => entry.Message));
        Assert.All(logs.Find(Namespace, Waiver), entry => Assert.Equal(LogLevel.Warning, entry.Level));
    }

    [Fact]
    public async Task Given_AWaiver_When_ItIsUsedOften_Expect_ALineAMinuteThatCounts()
    {
        var time = new ManualTime();
        using var logs = new LogRecorder();
        await using QuantumServer server = await StartAsync(time, logs);
        using HttpClient client = server.CreatePlainClient();

        await GetAsync(4);
        time.Advance(TimeSpan.FromMinutes(1));
        await GetAsync(2);

        Assert.Equal([Line(1), Line(4)], logs.Find(Namespace, WaiverUsed).Select(entry => entry.Message));

        async Task GetAsync(int times)
        {
            for (int i = 0; i < times; i++)
                Assert.Equal("in", await client.GetStringAsync("/waived"));
        }

        static string Line(int count) =>
            $"Classical cryptography was let in {count} times (channel, the last time at HTTP: GET /waived), "
            + "as is allowed until 2026-01-01 13:00:00Z: the old terminals";
    }

    [Fact]
    public async Task Given_NoWaiver_When_HealthIsAsked_Expect_Healthy()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { });

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(server)).Status);
    }

    [Fact]
    public async Task Given_Waivers_When_HealthIsAsked_Expect_DegradedWithEndsAndReasonsUntilTheyAreOver()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time, null, ofApplication: true);

        HealthReportEntry during = await CheckAsync(server);
        time.Advance(Hour);
        HealthReportEntry after = await CheckAsync(server);

        Assert.Equal(HealthStatus.Degraded, during.Status);
        Assert.Contains("classical cryptography is allowed until 2026-01-01 13:00:00Z: the move", during.Description);
        Assert.Contains("classical cryptography is allowed until 2026-01-01 13:00:00Z: the old terminals", during.Description);
        Assert.Equal(HealthStatus.Healthy, after.Status);
    }

    [Fact]
    public async Task Given_AnIdentityStoreThatFails_When_HealthIsAsked_Expect_Unhealthy()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(
            _ => { }, new ServerSetup { Services = services => services.AddSingleton<IQuantumIdentityStore>(new AwayStore()) });

        HealthReportEntry health = await CheckAsync(server);

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("the database is away", health.Description);
    }

    [Fact]
    public async Task Given_KeysThatCannotBeRead_When_HealthIsAsked_Expect_Unhealthy()
    {
        using var directory = new TemporaryDirectory();
        await using QuantumServer server = await QuantumServer.StartAsync(_ => { }, new ServerSetup { Keys = directory["keys"] });
        Directory.Move(directory["keys"], directory["elsewhere"]);

        HealthReportEntry health = await CheckAsync(server);

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
    }

    [Theory]
    [InlineData(true, ChannelPolicy.AllowClassical)]
    [InlineData(false, ChannelPolicy.Require)]
    public async Task Given_AWaiver_When_TheDiscoveryDocumentIsRead_Expect_ItsPolicyToFollowTheApplicationsOnly(bool ofApplication, ChannelPolicy expected)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time, null, ofApplication);
        using HttpClient client = server.CreatePlainClient();

        DiscoveryDocument during = DiscoveryDocument.Verify(await client.GetStringAsync(DiscoveryDocument.Path));
        time.Advance(Hour);
        DiscoveryDocument after = DiscoveryDocument.Verify(await client.GetStringAsync(DiscoveryDocument.Path));

        Assert.Equal(expected, during.Policy);
        Assert.Equal(ChannelPolicy.Require, after.Policy);
    }

    private static Task<QuantumServer> StartAsync(ManualTime time, LogRecorder? logs, bool ofApplication = false)
    {
        DateTimeOffset until = time.GetUtcNow() + Hour;
        return QuantumServer.StartAsync(
            app => app.MapGet("/waived", [QuantumChannel] () => "in").AllowClassical(until, "the old terminals"),
            new ServerSetup
            {
                Time = time,
                Services = services =>
                {
                    if (logs is not null)
                        services.AddLogging(logging => logging.AddProvider(logs));
                },
                Options = quantum =>
                {
                    if (ofApplication)
                        quantum.AllowClassical(until, "the move");
                },
            });
    }

    private static async Task<HealthReportEntry> CheckAsync(QuantumServer server) =>
        (await server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["quantum"];

    private sealed class AwayStore : IQuantumIdentityStore
    {
        public ValueTask<QuantumIdentity?> FindAsync(KeyThumbprint keyId, CancellationToken cancellationToken) =>
            throw new TimeoutException("the database is away");
    }
}
