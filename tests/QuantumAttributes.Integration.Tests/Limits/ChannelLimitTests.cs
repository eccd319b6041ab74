using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Limits;

public class ChannelLimitTests
{
    private static readonly ChannelServerOptions OneInAll = new() { MaxChannels = 1 };
    private static readonly ChannelServerOptions OneAnIdentity = new() { MaxChannelsPerIdentity = 1 };

    [Fact]
    public async Task Given_AsManyChannelsAsMayBe_When_AnotherHandshakeComes_Expect_503WithRetryAfter()
    {
        await using QuantumServer server = await StartAsync(OneInAll);
        using RawChannel first = await ConfirmAsync(server, null);

        using HttpResponseMessage refused = await HandshakeAsync(server, null);

        await ExpectAsync(HttpStatusCode.ServiceUnavailable, "busy", refused);
    }

    [Fact]
    public async Task Given_AsManyChannelsOfAnIdentityAsMayBe_When_ItComesAgain_Expect_429WithRetryAfterForItAlone()
    {
        await using QuantumServer server = await StartAsync(OneAnIdentity);
        using RawChannel first = await ConfirmAsync(server, ClientKeys.Alice);

        using HttpResponseMessage refused = await HandshakeAsync(server, ClientKeys.Alice);
        using HttpResponseMessage other = await HandshakeAsync(server, ClientKeys.Bob);

        await ExpectAsync(HttpStatusCode.TooManyRequests, "too-many-channels", refused);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.ServiceUnavailable, "busy", "channels")]
    [InlineData(true, HttpStatusCode.TooManyRequests, "too-many-channels", "channels-of-identity")]
    public async Task Given_TwoChannelsWhereOneMayBe_When_TheSecondIsUsed_Expect_ItRefusedByItsReason(
        bool ofIdentity, HttpStatusCode status, string problem, string limit)
    {
        await using QuantumServer server = await StartAsync(ofIdentity ? OneAnIdentity : OneInAll);
        using var metrics = new MetricRecorder(server);
        using RawChannel second = await RawChannel.OpenAsync(server, ClientKeys.Alice);
        using RawChannel first = await ConfirmAsync(server, ClientKeys.Alice);

        using HttpResponseMessage refused = await GetAsync(second);

        await ExpectAsync(status, problem, refused);
        Assert.Equal(1, metrics.Count($"quantum.limit.rejections/{limit}"));
        Assert.False(refused.Headers.Contains(RequestField.Name));
    }

    [Fact]
    public async Task Given_Channels_When_SomebodyMeasures_Expect_HowManyInEachState()
    {
        await using QuantumServer server = await StartAsync(new ChannelServerOptions());
        using RawChannel confirmed = await ConfirmAsync(server, null);
        using RawChannel first = await RawChannel.OpenAsync(server);
        using RawChannel second = await RawChannel.OpenAsync(server);
        var measured = new Dictionary<string, int>();
        using var listener = new MeterListener();
        var scope = server.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "quantum.channel.count" && ReferenceEquals(instrument.Meter.Scope, scope))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, count, tags, _) => measured.Add((string)tags[0].Value!, count));
        listener.Start();

        listener.RecordObservableInstruments();

        Assert.Equal(new Dictionary<string, int> { ["confirmed"] = 1, ["provisional"] = 2 }, measured);
    }

    private static async Task<QuantumServer> StartAsync(ChannelServerOptions channels)
    {
        QuantumServer server = await QuantumServer.StartAsync(
            app => Routes.MapHello(app), new ServerSetup { Options = quantum => quantum.Channels = channels });
        server.Enrol(ClientKeys.Alice);
        server.Enrol(ClientKeys.Bob, "bob");
        return server;
    }

    private static async Task<RawChannel> ConfirmAsync(QuantumServer server, SigningKey? key)
    {
        RawChannel channel = await RawChannel.OpenAsync(server, key);
        using HttpResponseMessage response = await GetAsync(channel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return channel;
    }

    private static async Task<HttpResponseMessage> GetAsync(RawChannel channel)
    {
        SealedRequest record = await channel.SealAsync(HttpMethod.Get, "/hello");
        return await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Get, "/hello"));
    }

    private static async Task<HttpResponseMessage> HandshakeAsync(QuantumServer server, SigningKey? key)
    {
        using HttpClient client = server.CreatePlainClient();
        using ChannelOpening opening = await RawChannel.BeginAsync(server, key);
        return await RawChannel.PostHandshakeAsync(client, opening.Request.ToArray());
    }

    private static async Task ExpectAsync(HttpStatusCode status, string problem, HttpResponseMessage response)
    {
        await Problem.ExpectAsync(status, problem, response);
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }
}
