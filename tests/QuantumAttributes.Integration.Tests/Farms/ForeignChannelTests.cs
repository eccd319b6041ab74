using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Farms;

/// <summary>Two servers on one ring, each with channels of its own (protocol.md §4, "Memory").</summary>
public class ForeignChannelTests
{
    [Fact]
    public async Task Given_AChannelOfOneServer_When_AGetGoesToTheOther_Expect_AnotherChannelOnceAndTheAnswer()
    {
        await using Farm farm = await Farm.StartWithoutSharingAsync();
        (HttpClient client, Balancer balancer) = farm.CreateClient();
        await client.GetStringAsync("/hello");
        using var counted = new MetricRecorder(farm.B);

        balancer.Target = farm.B;
        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));
        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));

        Assert.Equal(1, counted.Count("quantum.records/UnknownChannel"));
        Assert.Equal(1, counted.Count("quantum.handshakes/Accepted"));
        Assert.Equal(2, counted.Count("quantum.records/Opened"));
    }

    [Fact]
    public async Task Given_AChannelOfOneServer_When_APostGoesToTheOther_Expect_AnErrorAndNothingSentTwice()
    {
        await using Farm farm = await Farm.StartWithoutSharingAsync();
        (HttpClient client, Balancer balancer) = farm.CreateClient();
        await client.GetStringAsync("/hello");

        balancer.Target = farm.B;
        await Assert.ThrowsAsync<ChannelException>(() => client.PostAsync("/hello", new StringContent("a transfer")));

        Assert.Equal(2, balancer.Passed.Count(static path => path == "/hello"));
        Assert.Single(balancer.Passed, ChannelServer.Path);
    }

    // Its document is older than the one that the client has seen, and clients take none such.
    [Fact]
    public async Task Given_ADocumentOfOneServer_When_TheClientComesToTheOtherWhoseDocumentIsOlder_Expect_ANewOneAndTheAnswer()
    {
        var time = new ManualTime();
        await using Farm farm = await Farm.StartWithoutSharingAsync(time);
        await farm.OpenAsync(documentOf: farm.B, handshakeWith: farm.B);
        time.Advance(TimeSpan.FromSeconds(20));
        (HttpClient client, Balancer balancer) = farm.CreateClient();
        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));
        time.Advance(TimeSpan.FromSeconds(1));

        balancer.Target = farm.B;

        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));
    }
}
