using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>The clients that the generator writes, against what SignalR finds by reflection.</summary>
public sealed class TypedHubClientTests : IAsyncLifetime
{
    private QuantumServer _server = null!;
    private HubConnection _connection = null!;

    private TypedHubClient Client => new(_connection);

    public async ValueTask InitializeAsync()
    {
        _server = await ChatServer.StartAsync(
            new ServerSetup { Services = services => services.AddQuantumHub<TypedHub>() },
            app => app.MapHub<TypedHub>(TypedHubClient.Route));
        _connection = await _server.ConnectHubAsync(new HubClientSetup { Path = TypedHubClient.Route });
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Given_MethodsOfEveryShape_When_Called_Expect_TheirAnswers()
    {
        Assert.Equal(3, await Client.AddAsync(1, 2));
        Assert.Equal("base", await Client.FromBaseAsync());
        Assert.Equal("overridden", await Client.OverriddenAsync());
        Assert.Equal("renamed", await Client.RenamedAsync());
        Assert.Equal("7 and a logger", await Client.ServedAsync(7));
        Assert.Null(await Client.NothingAsync(null));
        await Client.QuietAsync();
        await Client.QuietValueAsync();
    }

    [Fact]
    public async Task Given_StreamsBothWays_When_Read_Expect_EveryItem()
    {
        List<int> counted = [];
        await foreach (int item in Client.CountAsync(3))
            counted.Add(item);
        await foreach (int item in Client.ReadAsync())
            counted.Add(item);

        Assert.Equal([0, 1, 2, 10, 11], counted);
        Assert.Equal(6, await Client.SumAsync(Items()));

        static async IAsyncEnumerable<int> Items()
        {
            foreach (int item in (int[])[1, 2, 3])
            {
                await Task.Yield();
                yield return item;
            }
        }
    }

    [Fact]
    public async Task Given_HubThatCallsItsClient_When_Heard_Expect_WhatItSaysAndWhatItIsAnswered()
    {
        var said = new TaskCompletionSource<(string, int?)>();
        using IDisposable onSaid = Client.OnSaid((text, number) =>
        {
            said.SetResult((text, number));
            return Task.CompletedTask;
        });
        using IDisposable onRenamed = Client.OnRenamed(() => Task.FromResult<string?>("renamed too"));
        using IDisposable onAsked = Client.OnAsked(question => Task.FromResult(question.Length));

        Assert.Equal("5 renamed too", await Client.AskAsync("12345"));
        Assert.Equal(("12345", null), await said.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Given_Cancellation_When_Streaming_Expect_TheServerToldToStop()
    {
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int item in Client.CountAsync(int.MaxValue, cancellation.Token))
                await cancellation.CancelAsync();
        });
    }

    [Fact]
    public void Given_NoConnectionOrHandler_When_Made_Expect_ArgumentNullException()
    {
        Assert.Throws<ArgumentNullException>("connection", static () => new TypedHubClient(null!));
        Assert.Throws<ArgumentNullException>("handler", () => Client.OnAsked(null!));
    }
}
