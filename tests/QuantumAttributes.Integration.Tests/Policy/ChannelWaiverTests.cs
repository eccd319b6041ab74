using System.Net;
using Microsoft.AspNetCore.Builder;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Policy;

public class ChannelWaiverTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("/waived")]
    [InlineData("/group/inner")]
    public async Task Given_AWaiverOnAnEndpoint_When_CalledOutsideAChannel_Expect_ItToAnswerUntilTheInstantItIsOver(string path)
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time);
        using HttpClient client = server.CreatePlainClient();
        time.Advance(Hour - TimeSpan.FromTicks(1));

        using HttpResponseMessage during = await client.GetAsync(path);
        time.Advance(TimeSpan.FromTicks(1));
        using HttpResponseMessage after = await client.GetAsync(path);

        Assert.Equal("in", await during.Content.ReadAsStringAsync());
        await Problem.ExpectAsync(HttpStatusCode.UpgradeRequired, "channel-required", after);
    }

    [Fact]
    public async Task Given_AWaiverOnAnEndpoint_When_AnotherIsCalledOutsideAChannel_Expect_426()
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage response = await client.GetAsync("/strict");

        await Problem.ExpectAsync(HttpStatusCode.UpgradeRequired, "channel-required", response);
    }

    [Fact]
    public async Task Given_AWaiverOnAnEndpoint_When_ItIsUsed_Expect_ItCountedAndTheApplicationsPolicyUnchanged()
    {
        await using QuantumServer server = await StartAsync(new ManualTime());
        using var metrics = new MetricRecorder(server);
        using HttpClient plain = server.CreatePlainClient();
        using HttpClient channel = server.CreateClient();

        using HttpResponseMessage outside = await plain.GetAsync("/waived");
        using HttpResponseMessage inside = await channel.GetAsync("/waived");

        Assert.Equal(1, metrics.Count("quantum.waiver.uses/channel"));
        Assert.Equal("policy=\"require\"", outside.Headers.GetValues("Quantum-Status").Single());
        Assert.EndsWith("policy=\"require\"", inside.Headers.GetValues("Quantum-Status").Single());
    }

    [Fact]
    public async Task Given_AWaiverForTheApplication_When_AnyEndpointIsCalledOutsideAChannel_Expect_ItToAnswerAndToSaySo()
    {
        var time = new ManualTime();
        await using QuantumServer server = await StartAsync(time, ofApplication: true);
        using HttpClient client = server.CreatePlainClient();

        using HttpResponseMessage during = await client.GetAsync("/strict");
        time.Advance(Hour);
        using HttpResponseMessage after = await client.GetAsync("/strict");

        Assert.Equal("in", await during.Content.ReadAsStringAsync());
        Assert.Equal("policy=\"allow-classical\"", during.Headers.GetValues("Quantum-Status").Single());
        Assert.Equal("policy=\"require\"", after.Headers.GetValues("Quantum-Status").Single());
        await Problem.ExpectAsync(HttpStatusCode.UpgradeRequired, "channel-required", after);
    }

    [Fact]
    public async Task Given_AWaiver_When_ARecordIsRefused_Expect_NoAnswerWithoutIt()
    {
        await using QuantumServer server = await StartAsync(new ManualTime(), ofApplication: true);
        using HttpClient client = server.CreatePlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/strict");
        request.Headers.TryAddWithoutValidation("Quantum-Channel", "v=1");

        using HttpResponseMessage response = await client.SendAsync(request);

        await Problem.ExpectAsync(HttpStatusCode.Unauthorized, "channel", response);
    }

    private static Task<QuantumServer> StartAsync(ManualTime time, bool ofApplication = false)
    {
        DateTimeOffset until = time.GetUtcNow() + Hour;
        return QuantumServer.StartAsync(
            app =>
            {
                app.MapGet("/strict", [QuantumChannel] () => "in");
                app.MapGet("/waived", [QuantumChannel] () => "in").AllowClassical(until, "the old terminals");
                app.MapGroup("/group").RequireQuantumChannel().AllowClassical(until, "the old terminals").MapGet("inner", () => "in");
            },
            new ServerSetup
            {
                Time = time,
                Options = quantum =>
                {
                    if (ofApplication)
                        quantum.AllowClassical(until, "the move");
                },
            });
    }
}
