using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Channels;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>How the client of a hub is set up, and what it does with servers that are not what they should be.</summary>
public sealed class HubClientTests
{
    /// <summary>Whichever is called last: a connection in the clear must not come of it.</summary>
    [Fact]
    public async Task Given_TheChannelIsConfiguredFirst_When_Built_Expect_AChannel()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        await using HubConnection hub = new HubConnectionBuilder()
            .WithQuantumChannel(options =>
            {
                options.PinIdentity(server.Identity);
                options.SignIn(ClientKeys.Alice);
            })
            .WithStatefulReconnect()
            .WithUrl(server.Origin + "/chat", options => options.UseStatefulReconnect = true)
            .WithAutomaticReconnect()
            .Build();

        await hub.StartAsync();

        Assert.Equal("alice alice", await hub.InvokeAsync<string>("WhoAmI"));
    }

    [Fact]
    public async Task Given_AnotherIdentity_When_Connecting_Expect_IdentityNotPinned_AndNoConnection()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        await using QuantumServer other = await ChatServer.StartAsync();
        await using HubConnection hub = new HubConnectionBuilder()
            .WithUrl(server.Origin + "/chat")
            .WithQuantumChannel(options => options.PinIdentity(other.Identity))
            .Build();

        Assert.Equal(ChannelFailure.IdentityNotPinned, (await Assert.ThrowsAsync<ChannelException>(() => hub.StartAsync())).Failure);
    }

    [Fact]
    public async Task Given_AHubWithoutAChannel_When_Connecting_Expect_ChannelException()
    {
        await using QuantumServer server = await ChatServer.StartAsync();
        await using HubConnection hub = server.CreateHubClient(new HubClientSetup { Path = "/plain" });

        await Assert.ThrowsAsync<ChannelException>(() => hub.StartAsync().WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Given_AServerThatSaysNothing_When_FifteenSecondsPass_Expect_Interrupted()
    {
        var time = new ManualTime();
        await using QuantumServer server = await ChatServer.StartAsync(new ServerSetup { Time = time });
        await using HubConnection hub = server.CreateHubClient(new HubClientSetup
        {
            Time = time,
            Configure = builder => builder.Services.AddSingleton<IConnectionFactory>(new SilentFactory()),
        });
        Task start = hub.StartAsync();
        await time.UntilAwaitedAsync(TimeSpan.FromSeconds(15));
        while (!start.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        Assert.Equal(ChannelFailure.Interrupted, (await Assert.ThrowsAsync<ChannelException>(() => start)).Failure);
    }

    [Fact]
    public void Given_NothingPinned_When_Configured_Expect_InvalidOperationException() =>
        Assert.Throws<InvalidOperationException>(() => new HubConnectionBuilder().WithQuantumChannel(options => options.SignIn(ClientKeys.Alice)));

    [Fact]
    public void Given_TheSuiteOfCnsaAlone_When_TicketsAreToSignIn_Expect_InvalidOperationException() =>
        Assert.Throws<InvalidOperationException>(() => new HubConnectionBuilder().WithQuantumChannel(options =>
        {
            options.PinIdentity(ClientKeys.Bob.VerifyingKey.Thumbprint.ToString());
            options.Suites = [ChannelSuite.MLKem1024];
            options.SignInWithTicket(ClientKeys.Alice);
        }));

    [Fact]
    public void Given_NoUrl_When_Built_Expect_InvalidOperationException() =>
        Assert.Throws<InvalidOperationException>(() => new HubConnectionBuilder()
            .WithQuantumChannel(options => options.PinIdentity(ClientKeys.Bob.VerifyingKey.Thumbprint.ToString()))
            .Build());

    /// <summary>Connects to nobody.</summary>
    private sealed class SilentFactory : IConnectionFactory
    {
        public ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            var wire = new SilentWire(new Pipe().Reader, PipeWriter.Create(Stream.Null));
            return ValueTask.FromResult<ConnectionContext>(new DefaultConnectionContext("silent", wire, wire));
        }

        private sealed record SilentWire(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
