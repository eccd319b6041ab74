using System.Net;
using Microsoft.AspNetCore.Builder;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Hostile;

/// <summary>The short form of <c>replay</c> in tests/QuantumAttributes.Stress.</summary>
public sealed class ReplayTests
{
    private const int Captured = 250;
    private const int AtOnce = 64;

    private int _executed;

    [Fact]
    public async Task Given_CapturedRecords_When_EachIsReplayed_Expect_NoneAccepted()
    {
        await using QuantumServer server = await StartAsync();
        using RawChannel channel = await RawChannel.OpenAsync(server);
        using HttpClient client = server.CreatePlainClient();
        var captured = new List<Func<HttpRequestMessage>>();
        for (int i = 0; i < Captured; i++)
        {
            SealedRequest record = await channel.SealAsync(HttpMethod.Post, "/count");
            captured.Add(() => RawChannel.Wrap(record, HttpMethod.Post, "/count"));
            Assert.True(await IsAcceptedAsync(client, captured[^1]()));
            record.Dispose();
        }

        Assert.Equal(0, await ReplayAsync(client, captured));
        Assert.Equal(Captured, _executed);
    }

    [Fact]
    public async Task Given_CapturedSignedRequests_When_EachIsReplayed_Expect_NoneAccepted()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        var captured = new List<Func<HttpRequestMessage>>();
        for (int i = 0; i < Captured; i++)
        {
            captured.Add(Capture(new SignedRequest(server, "/signed")));
            Assert.True(await IsAcceptedAsync(client, captured[^1]()));
        }

        Assert.Equal(0, await ReplayAsync(client, captured));
        Assert.Equal(Captured, _executed);
    }

    [Fact]
    public async Task Given_ASignedRequestHeldBack_When_ItArrives64TimesAtOnce_Expect_ExactlyOneExecution()
    {
        await using QuantumServer server = await StartAsync();
        using HttpClient client = server.CreatePlainClient();
        for (int round = 1; round <= 3; round++)
        {
            Func<HttpRequestMessage> captured = Capture(new SignedRequest(server, "/signed"));

            bool[] accepted = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => IsAcceptedAsync(client, captured())));

            Assert.Single(accepted, true);
            Assert.Equal(round, _executed);
        }
    }

    private static Func<HttpRequestMessage> Capture(SignedRequest request)
    {
        HttpRequestMessage signed = request.Sign(ClientKeys.Alice);
        (string Name, string Value)[] headers = [.. signed.Headers.NonValidated.Select(header => (header.Key, header.Value.ToString()))];
        return () =>
        {
            var copy = new HttpRequestMessage(signed.Method, signed.RequestUri);
            foreach ((string name, string value) in headers)
                copy.Headers.TryAddWithoutValidation(name, value);
            return copy;
        };
    }

    private static async Task<int> ReplayAsync(HttpClient client, List<Func<HttpRequestMessage>> captured)
    {
        int accepted = 0;
        await Parallel.ForEachAsync(captured, async (request, _) =>
        {
            if (await IsAcceptedAsync(client, request()))
                Interlocked.Increment(ref accepted);
        });
        return accepted;
    }

    private static async Task<bool> IsAcceptedAsync(HttpClient client, HttpRequestMessage request)
    {
        using HttpResponseMessage response = await client.SendAsync(request);
        if (response.IsSuccessStatusCode || response.Headers.Contains(RequestField.Name))
            return true;
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        return false;
    }

    private async Task<QuantumServer> StartAsync()
    {
        var time = new ManualTime();
        QuantumServer server = await QuantumServer.StartAsync(
            app =>
            {
                app.MapPost("/count", [QuantumChannel] () => Interlocked.Increment(ref _executed));
                app.MapGet("/signed", [QuantumAuth] () => Interlocked.Increment(ref _executed));
            },
            new ServerSetup { Time = time });
        server.Enrol(ClientKeys.Alice);
        time.Advance(TimeSpan.FromSeconds(10));
        return server;
    }
}
