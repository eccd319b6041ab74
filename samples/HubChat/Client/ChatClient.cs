using System.Threading.Channels;
using HubChat.Server;
using Microsoft.AspNetCore.SignalR.Client;

namespace HubChat.Client;

/// <summary>A member's connection to the chat: in a channel, signed in, and in a room again after each reconnect.</summary>
internal sealed class ChatClient : IAsyncDisposable
{
    private readonly ChatHubClient _hub; // written by the generator, for the hub's [QuantumHub]
    private readonly string _room;
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public ChatClient(Uri server, Member member, string room)
    {
        _room = room;
        _hub = new ChatHubClient(new HubConnectionBuilder()
            .WithUrl(new Uri(server, ChatHubClient.Route))
            .WithQuantumChannel(channel =>
            {
                channel.RememberFirstIdentity(member.KnownServers); // as SSH does; pin where you can
                channel.SignIn(member.Key);
            })
            .WithAutomaticReconnect()
            .Build());
        Listen();
    }

    /// <summary>What is said and done in the room by others, and to the connection; it ends when the connection is over for good.</summary>
    public ChannelReader<string> Heard => _heard.Reader;

    public string? ConnectionId => Connection.ConnectionId;

    private HubConnection Connection => _hub.Connection;

    /// <summary>Connects and joins the room.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await Connection.StartAsync(cancellation);
        await JoinAsync(cancellation);
    }

    public Task<ChatLine> SayAsync(string text, CancellationToken cancellation) => _hub.SayAsync(text, cancellation);

    public IAsyncEnumerable<ChatLine> HistoryAsync(CancellationToken cancellation) => _hub.HistoryAsync(cancellation);

    public Task RemoveAsync(int id, CancellationToken cancellation) => _hub.RemoveAsync(id, cancellation);

    public Task<ChannelFacts> DescribeAsync(CancellationToken cancellation) => _hub.DescribeAsync(cancellation);

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private void Listen()
    {
        _hub.OnSaid(line => HearAsync($"{line}"));
        _hub.OnRemoved((id, by) => HearAsync($"({by} removed #{id})"));
        Connection.Reconnecting += _ => HearAsync("(the connection broke; connecting again)");
        Connection.Reconnected += async _ =>
        {
            await JoinAsync(CancellationToken.None); // a new connection, which is in no group yet
            Hear("(connected again)");
        };
        Connection.Closed += error =>
        {
            _heard.Writer.TryComplete(error);
            return Task.CompletedTask;
        };
    }

    private Task JoinAsync(CancellationToken cancellation) => _hub.JoinAsync(_room, cancellation);

    private void Hear(string text) => _heard.Writer.TryWrite(text);

    private Task HearAsync(string text)
    {
        Hear(text);
        return Task.CompletedTask;
    }
}
