using System.Net;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Farms;

/// <summary>Without its store a farm refuses: it never falls back to the memory of a server.</summary>
public class BrokenFarmTests
{
    [Fact]
    public async Task Given_AnOpenChannel_When_TheStoreIsAway_Expect_RefusalsLikeAnyOtherUntilItIsBack()
    {
        await using Farm farm = await Farm.StartAsync();
        using ClientChannel channel = await farm.OpenAsync();
        using SealedRequest first = await Farm.SealAsync(channel), second = await Farm.SealAsync(channel), third = await Farm.SealAsync(channel);
        using HttpResponseMessage before = await Farm.SendAsync(farm.A, first);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        using HttpResponseMessage replayed = await Farm.SendAsync(farm.A, first);
        using var counted = new MetricRecorder(farm.A);

        File.Move(farm.Database, farm.Database + "-away");
        using HttpResponseMessage without = await Farm.SendAsync(farm.A, second);
        File.Move(farm.Database + "-away", farm.Database);
        using HttpResponseMessage after = await Farm.SendAsync(farm.A, third);

        Assert.Equal(await Problem.DescribeAsync(replayed), await Problem.DescribeAsync(without));
        Assert.Equal(1, counted.Count("quantum.records/StoreFailed"));
        Assert.NotEmpty(farm.Log.Find("QuantumAttributes.AspNetCore", 25));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task Given_AStoreThatIsAway_When_AClientShakesHands_Expect_503WithRetryAfter()
    {
        await using Farm farm = await Farm.StartAsync();
        using ChannelOpening opening = await RawChannel.BeginAsync(farm.A);
        using HttpClient client = farm.A.CreatePlainClient();
        using var counted = new MetricRecorder(farm.A);
        File.Delete(farm.Database);

        using HttpResponseMessage response = await RawChannel.PostHandshakeAsync(client, opening.Request.ToArray());

        await Problem.ExpectAsync(HttpStatusCode.ServiceUnavailable, "unavailable", response);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(1, counted.Count("quantum.handshakes/StoreFailed"));
    }

    [Fact]
    public async Task Given_AStoreThatIsAway_When_ASignedRequestComes_Expect_503()
    {
        await using Farm farm = await Farm.StartAsync();
        farm.A.Enrol(ClientKeys.Alice);
        var signed = new SignedRequest(farm.A, "/whoami") { Authority = new Uri(Farm.Origin).Authority };
        using HttpClient client = farm.A.CreatePlainClient();
        using HttpRequestMessage request = signed.Sign(ClientKeys.Alice);
        request.Headers.Host = signed.Authority;
        File.Delete(farm.Database);

        using HttpResponseMessage response = await client.SendAsync(request);

        await Problem.ExpectAsync(HttpStatusCode.ServiceUnavailable, "unavailable", response);
    }

    [Fact]
    public async Task Given_AnOpenChannel_When_TheStoreIsRead_Expect_NoneOfItsKeysInIt()
    {
        await using Farm farm = await Farm.StartAsync();
        using ClientChannel channel = await farm.OpenAsync();
        using SealedRequest record = await Farm.SealAsync(channel);
        using HttpResponseMessage response = await Farm.SendAsync(farm.B, record);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        List<byte[]> secrets = ChannelKeys.Of(channel);
        Assert.Equal(4, secrets.Count);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(farm.Database)!, "farm.db*"))
        {
            byte[] bytes = await ReadSharedAsync(file);
            Assert.All(secrets, secret => Assert.Equal(-1, bytes.AsSpan().IndexOf(secret)));
        }

        // The search does find what is there.
        byte[] database = await ReadSharedAsync(farm.Database);
        byte[] log = File.Exists(farm.Database + "-wal") ? await ReadSharedAsync(farm.Database + "-wal") : [];
        Assert.True(database.AsSpan().IndexOf("http://bank.example"u8) >= 0 || log.AsSpan().IndexOf("http://bank.example"u8) >= 0);
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer);
        return buffer.ToArray();
    }
}
