using System.Net;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Farms;

/// <summary>Servers that share their idempotency keys run a request once, whichever of them it comes to.</summary>
public class AtMostOnceFarmTests
{
    // Each request goes where the balancer likes, also the first one of a channel that the other server opened.
    [Fact]
    public async Task Given_AnAnswerLostByOneServer_When_TheRequestIsSentAgainToTheOther_Expect_OneRunAndItsAnswer()
    {
        await using Farm farm = await StartAsync();
        (HttpClient client, Balancer balancer) = farm.CreateClient(ClientKeys.Alice);
        Assert.Equal("alice by channel", await client.GetStringAsync("/whoami")); // in a channel of A
        using MetricRecorder a = new(farm.A), b = new(farm.B);
        (balancer.Target, balancer.FailOverTo) = (farm.B, farm.A);

        using HttpResponseMessage response = await PostAsync(client);

        Assert.Equal("run 1 of an operation", await response.Content.ReadAsStringAsync());
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal((1, 0, 1), (Runs(b), Runs(a), a.Count("quantum.idempotency/Answered")));
        Assert.Equal(1, farm.Operations);
    }

    // Nothing says that the second one is sent again: two servers used to run it twice.
    [Fact]
    public async Task Given_OneKey_When_TwoClientsOfAnIdentityUseItFirstAtOneServerEach_Expect_OneRunAndTheSameAnswer()
    {
        await using Farm farm = await StartAsync();
        (HttpClient first, _) = farm.CreateClient(ClientKeys.Alice);
        (HttpClient second, Balancer balancer) = farm.CreateClient(ClientKeys.Alice);
        balancer.Target = farm.B;

        using HttpResponseMessage atA = await PostAsync(first), atB = await PostAsync(second);

        Assert.Equal("run 1 of an operation", await atA.Content.ReadAsStringAsync());
        Assert.Equal("run 1 of an operation", await atB.Content.ReadAsStringAsync());
        Assert.Equal(1, farm.Operations);
    }

    [Fact]
    public async Task Given_OneKey_When_ManyUseItAtBothServersAtOnce_Expect_OneRun()
    {
        await using Farm farm = await StartAsync();
        using MetricRecorder a = new(farm.A), b = new(farm.B);
        HttpClient[] clients = [.. Enumerable.Range(0, 8).Select(i =>
        {
            (HttpClient client, Balancer balancer) = farm.CreateClient(ClientKeys.Alice);
            balancer.Target = i % 2 == 0 ? farm.A : farm.B;
            return client;
        })];

        HttpResponseMessage[] responses = await Task.WhenAll(clients.Select(PostAsync));

        Assert.Equal(1, farm.Operations);
        Assert.Equal(1, Runs(a) + Runs(b));
        Assert.All(responses, response => Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        Array.ForEach(responses, static response => response.Dispose());
    }

    [Fact]
    public async Task Given_AStoreThatIsAway_When_ARequestWithAKeyRuns_Expect_ItsAnswerAndNoSecondRun()
    {
        await using Farm farm = await StartAsync();
        (HttpClient client, _) = farm.CreateClient(ClientKeys.Alice);
        using MetricRecorder counted = new(farm.A);
        farm.InOperation = () => farm.HideIdempotencyAsync();

        using HttpResponseMessage response = await PostAsync(client);
        farm.InOperation = null;
        using HttpResponseMessage without = await PostAsync(client);
        await farm.ShowIdempotencyAsync();
        using HttpResponseMessage again = await PostAsync(client);

        Assert.Equal("run 1 of an operation", await response.Content.ReadAsStringAsync());
        await Problem.ExpectAsync(HttpStatusCode.ServiceUnavailable, "unavailable", without);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(1, farm.Operations);
        Assert.Equal(2, counted.Count("quantum.idempotency/StoreFailed"));
        Assert.NotEmpty(farm.Log.Find("QuantumAttributes.AspNetCore", 25));
    }

    private static int Runs(MetricRecorder server) => server.Count("quantum.idempotency/Run");

    private static async Task<Farm> StartAsync()
    {
        Farm farm = await Farm.StartAsync();
        farm.A.Enrol(ClientKeys.Alice);
        farm.B.Enrol(ClientKeys.Alice);
        return farm;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/operation") { Headers = { { "Idempotency-Key", "\"key\"" } } };
        return await client.SendAsync(request);
    }
}
