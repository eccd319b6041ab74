using System.Net;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Farms;

/// <summary>Idempotency keys in the memory of each server, where channels are shared: who does not know a key that was sent before refuses.</summary>
public class AtMostOnceFarmTests
{
    // Each request goes where the balancer likes, also the first one of a channel that the other server opened.
    [Fact]
    public async Task Given_AnAnswerLostByOneServer_When_TheRequestIsSentAgainToTheOneThatOpenedTheChannel_Expect_ItNotRunTwice()
    {
        await using Farm farm = await Farm.StartAsync();
        farm.A.Enrol(ClientKeys.Alice);
        farm.B.Enrol(ClientKeys.Alice);
        (HttpClient client, Balancer balancer) = farm.CreateClient(ClientKeys.Alice);
        Assert.Equal("alice by channel", await client.GetStringAsync("/whoami")); // in a channel of A
        using MetricRecorder a = new(farm.A), b = new(farm.B);
        (balancer.Target, balancer.FailOverTo) = (farm.B, farm.A);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/whoami") { Headers = { { "Idempotency-Key", "\"key\"" } } };

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal((1, 0, 1), (b.Count("quantum.idempotency/Run"), a.Count("quantum.idempotency/Run"), a.Count("quantum.idempotency/MayHaveRun")));
        await Problem.ExpectAsync(HttpStatusCode.Conflict, "idempotency-may-have-run", response);
    }
}
