using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;

namespace HubChat.Client;

/// <summary>A member's connection to the chat: in a channel, signed in, and in a room again after each reconnect.</summary>
internal sealed class ChatClient : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly string _room;
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public ChatClient(Uri server, Member member, string room)
    {
        _room = room;
        _hub = new HubConnectionBuilder()
            .WithUrl(new Uri(server, "/chat"))
            .WithQuantumChannel(channel =>
            {
                channel.RememberFirstIdentity(member.KnownServers); // as SSH does; pin where you can
                channel.SignIn(member.Key);
            })
            .WithAutomaticReconnect()
            .Build();
        Listen();
    }

    /// <summary>What is said and done in the room by others, and to the connection; it ends when the connection is over for good.</summary>
    public ChannelReader<string> Heard => _heard.Reader;

    public string? ConnectionId => _hub.ConnectionId;

    /// <summary>Connects and joins the room.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _hub.StartAsync(cancellation);
        await JoinAsync(cancellation);
    }

    public Task<ChatLine> SayAsync(string text, CancellationToken cancellation) => _hub.InvokeAsync<ChatLine>("Say", text, cancellation);

    public IAsyncEnumerable<ChatLine> HistoryAsync(CancellationToken cancellation) => _hub.StreamAsync<ChatLine>("History", cancellation);

    public Task RemoveAsync(int id, CancellationToken cancellation) => _hub.InvokeAsync("Remove", id, cancellation);

    public Task<ChannelFacts> DescribeAsync(CancellationToken cancellation) => _hub.InvokeAsync<ChannelFacts>("Describe", cancellation);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private void Listen()
    {
        _hub.On<ChatLine>("Said", line => Hear($"{line}"));
        _hub.On<int, string>("Removed", (id, by) => Hear($"({by} removed #{id})"));
        _hub.Reconnecting += _ => HearAsync("(the connection broke; connecting again)");
        _hub.Reconnected += async _ =>
        {
            await JoinAsync(CancellationToken.None); // a new connection, which is in no group yet
            Hear("(connected again)");
        };
        _hub.Closed += error =>
        {
            _heard.Writer.TryComplete(error);
            return Task.CompletedTask;
        };
    }

    private Task JoinAsync(CancellationToken cancellation) => _hub.InvokeAsync("Join", _room, cancellation);

    private void Hear(string text) => _heard.Writer.TryWrite(text);

    private Task HearAsync(string text)
    {
        Hear(text);
        return Task.CompletedTask;
    }
}
