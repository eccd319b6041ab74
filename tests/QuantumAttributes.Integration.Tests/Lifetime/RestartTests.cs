using System.Net;
using QuantumAttributes.Channels;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Lifetime;

public class RestartTests
{
    [Fact]
    public async Task Given_ARestartWithTheSameKeys_When_AGetFindsItsChannelGone_Expect_ItToRecoverSilently()
    {
        using var directory = new TemporaryDirectory();
        await using QuantumServer first = await StartAsync(directory["keys"]);
        using HttpClient client = first.CreateClient();
        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));

        await using QuantumServer second = await RestartAsync(first, directory["keys"]);

        Assert.Equal("hello from inside", await client.GetStringAsync("/hello"));
    }

    [Fact]
    public async Task Given_ARestartWithTheSameKeys_When_APostFindsItsChannelGone_Expect_AnErrorOnceAndThenSuccess()
    {
        using var directory = new TemporaryDirectory();
        await using QuantumServer first = await StartAsync(directory["keys"]);
        using HttpClient client = first.CreateClient();
        await client.GetStringAsync("/hello");

        await using QuantumServer second = await RestartAsync(first, directory["keys"]);

        var unknown = await Assert.ThrowsAsync<ChannelException>(() => client.PostAsync("/echo", new StringContent("a transfer")));
        Assert.Contains("may or may not", unknown.Message);
        using HttpResponseMessage again = await client.PostAsync("/echo", new StringContent("a transfer"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Given_ARestartWithOtherKeys_When_AnythingIsSent_Expect_AnErrorThatNamesTheIdentity()
    {
        using var directory = new TemporaryDirectory();
        await using QuantumServer first = await StartAsync(directory["keys"]);
        using HttpClient client = first.CreateClient();
        await client.GetStringAsync("/hello");

        await using QuantumServer second = await RestartAsync(first, directory["other-keys"]);

        var refused = await Assert.ThrowsAsync<ChannelException>(() => client.GetStringAsync("/hello"));
        Assert.Contains(second.Identity, refused.Message);
        await Assert.ThrowsAsync<ChannelException>(() => client.PostAsync("/echo", new StringContent("x")));
    }

    [Fact]
    public async Task Given_TheFirstIdentityRemembered_When_AnotherClientMeetsTheSame_Expect_TheFileToHoldIt()
    {
        using var directory = new TemporaryDirectory();
        await using QuantumServer server = await StartAsync(directory["keys"]);
        var remember = new ClientSetup { Identity = options => options.RememberFirstIdentity(directory["known"]) };
        using HttpClient first = server.CreateClient(remember);
        using HttpClient second = server.CreateClient(remember);

        Assert.Equal("hello from inside", await first.GetStringAsync("/hello"));
        Assert.Equal("hello from inside", await second.GetStringAsync("/hello"));

        Assert.Equal($"{server.Origin} {server.Identity}\n", await File.ReadAllTextAsync(directory["known"]));
    }

    [Fact]
    public async Task Given_TheFirstIdentityRemembered_When_TheServerShowsAnother_Expect_AnError()
    {
        using var directory = new TemporaryDirectory();
        await using QuantumServer first = await StartAsync(directory["keys"]);
        var remember = new ClientSetup { Identity = options => options.RememberFirstIdentity(directory["known"]) };
        using HttpClient before = first.CreateClient(remember);
        await before.GetStringAsync("/hello");

        await using QuantumServer second = await RestartAsync(first, directory["other-keys"]);
        using HttpClient after = second.CreateClient(remember);

        await Assert.ThrowsAsync<ChannelException>(() => after.GetStringAsync("/hello"));
    }

    [Fact]
    public async Task Given_ADocumentForAnotherOrigin_When_AChannelIsOpened_Expect_AnError()
    {
        await using QuantumServer server = await QuantumServer.StartAsync(
            app => Routes.MapHello(app), new ServerSetup { Options = quantum => quantum.Origins.Add("https://bank.example") });
        using HttpClient client = server.CreateClient();

        var refused = await Assert.ThrowsAsync<ChannelException>(() => client.GetStringAsync("/hello"));

        Assert.Contains("https://bank.example", refused.Message);
    }

    private static Task<QuantumServer> StartAsync(string keys, int port = 0) => QuantumServer.StartAsync(
        app =>
        {
            Routes.MapHello(app);
            Routes.MapEcho(app);
        },
        new ServerSetup { Keys = keys, Port = port });

    private static async Task<QuantumServer> RestartAsync(QuantumServer server, string keys)
    {
        int port = server.Port;
        await server.StopAsync();
        return await StartAsync(keys, port);
    }
}
