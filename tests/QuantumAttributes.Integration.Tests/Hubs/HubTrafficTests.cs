using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>What hubs do, in a channel: by each protocol, over each transport.</summary>
public sealed class HubTrafficTests : IAsyncLifetime
{
    private QuantumServer _server = null!;

    public static TheoryData<HttpTransportType, bool> Ways => new()
    {
        { HttpTransportType.WebSockets, false },
        { HttpTransportType.WebSockets, true },
        { HttpTransportType.LongPolling, false },
        { HttpTransportType.LongPolling, true },
    };

    public async ValueTask InitializeAsync() => _server = await ChatServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Given_AHubInAChannel_When_Invoked_Expect_WhatItReturns(HttpTransportType transport, bool messagePack)
    {
        await using HubConnection hub = await ConnectAsync(transport, messagePack);

        Assert.Equal("alice alice", await hub.InvokeAsync<string>("WhoAmI"));
        Assert.Equal(_server.Origin, await hub.InvokeAsync<string>("Origin"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Given_BytesOfEverySize_When_Echoed_Expect_TheSame(HttpTransportType transport, bool messagePack)
    {
        await using HubConnection hub = await ConnectAsync(transport, messagePack);
        foreach (int size in (int[])[0, 1, 16 * 1024, 100_000, 1_000_000])
        {
            byte[] bytes = RandomNumberGenerator.GetBytes(size);
            Assert.Equal(bytes, await hub.InvokeAsync<byte[]>("EchoBytes", bytes));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Given_AStreamOfTheServer_When_Read_Expect_EveryItemInOrder(HttpTransportType transport, bool messagePack)
    {
        await using HubConnection hub = await ConnectAsync(transport, messagePack);

        List<int> numbers = [];
        await foreach (int number in hub.StreamAsync<int>("Count", 2000))
            numbers.Add(number);

        Assert.Equal(Enumerable.Range(0, 2000), numbers);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Given_AStreamOfTheClient_When_Sent_Expect_EveryItem(HttpTransportType transport, bool messagePack)
    {
        await using HubConnection hub = await ConnectAsync(transport, messagePack);
        var numbers = Channel.CreateBounded<int>(100);
        Task<long> sum = hub.InvokeAsync<long>("Sum", numbers.Reader);

        for (int i = 0; i < 2000; i++)
            await numbers.Writer.WriteAsync(i);
        numbers.Writer.Complete();

        Assert.Equal(1999L * 2000 / 2, await sum);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Given_AServerThatAsksItsClient_When_Answered_Expect_TheAnswer(HttpTransportType transport, bool messagePack)
    {
        await using HubConnection hub = _server.CreateHubClient(new HubClientSetup { Transport = transport, MessagePack = messagePack });
        hub.On("Answer", (string question) => question + "!");
        await hub.StartAsync();

        Assert.Equal("well!", await hub.InvokeAsync<string>("AskCaller", "well"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Given_ARoom_When_SomebodySpeaks_Expect_ThoseInItToHear(HttpTransportType transport, bool messagePack)
    {
        await using HubConnection alice = _server.CreateHubClient(new HubClientSetup { Transport = transport, MessagePack = messagePack });
        await using HubConnection bob = _server.CreateHubClient(new HubClientSetup { Transport = transport, MessagePack = messagePack, Key = ClientKeys.Bob });
        var heard = Channel.CreateUnbounded<string>();
        alice.On("Said", (string who, string text) => heard.Writer.TryWrite($"alice heard {who}: {text}"));
        bob.On("Said", (string who, string text) => heard.Writer.TryWrite($"bob heard {who}: {text}"));
        await alice.StartAsync();
        await bob.StartAsync();

        await alice.InvokeAsync("Join", "kitchen");
        await bob.InvokeAsync("Say", "kitchen", "tea?");
        Assert.Equal("alice heard bob: tea?", await heard.Reader.ReadAsync());

        await bob.InvokeAsync("Shout", "all!");
        string[] both = [await heard.Reader.ReadAsync(), await heard.Reader.ReadAsync()];
        Assert.Equal(["alice heard bob: all!", "bob heard bob: all!"], both.Order());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Given_AnObserver_When_TheHubIsUsed_Expect_NothingOfItOnTheWire(HttpTransportType transport, bool messagePack)
    {
        await using var proxy = new RecordingProxy(_server.Port);
        await using HubConnection hub = await _server.ConnectHubAsync(
            new HubClientSetup { Transport = transport, MessagePack = messagePack, Through = proxy.EndPoint });
        const string Secret = "nobody reads this sentence";

        Assert.Equal(Secret, await hub.InvokeAsync<string>("Echo", Secret));

        foreach (string text in (string[])[Secret, "\"protocol\":\"", "\"target\":\""])
        {
            Assert.False(proxy.ToServer.Carried(text), $"'{text}' went to the server");
            Assert.False(proxy.ToClient.Carried(text), $"'{text}' came from the server");
        }
    }

    /// <summary>That what the test before looks for is found where it is.</summary>
    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Given_AnObserver_When_APlainHubIsUsed_Expect_AllOfItOnTheWire(HttpTransportType transport)
    {
        await using var proxy = new RecordingProxy(_server.Port);
        await using HubConnection hub = _server.CreatePlainHubClient(
            new HubClientSetup { Path = "/plain", Transport = transport, Through = proxy.EndPoint });
        await hub.StartAsync();
        const string Secret = "everybody reads this sentence";

        Assert.Equal(Secret, await hub.InvokeAsync<string>("Echo", Secret));

        Assert.True(proxy.ToServer.Carried(Secret));
        Assert.True(proxy.ToServer.Carried("\"target\":\""));
        Assert.True(proxy.ToClient.Carried(Secret));
    }

    private Task<HubConnection> ConnectAsync(HttpTransportType transport, bool messagePack) =>
        _server.ConnectHubAsync(new HubClientSetup { Transport = transport, MessagePack = messagePack });
}
