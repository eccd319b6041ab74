using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using QuantumAttributes;
using QuantumAttributes.AspNetCore.Channels;

namespace HubChat.Server;

/// <summary>The chat: an ordinary hub, protected by attributes. Who speaks is who signed in, whatever a client says.</summary>
[QuantumHub("/chat"), QuantumAuth, QuantumChannel]
internal sealed class ChatHub(ChatRooms rooms) : Hub<IChatListener>
{
    private const int MostCharacters = 500;
    private const string Room = "room";

    private string Caller => Context.UserIdentifier!;

    private string CallersRoom => Context.Items[Room] as string ?? throw new HubException("Join a room first.");

    /// <summary>Lets the caller hear what is said in a room. A connection is in one room, and one that comes back is in none.</summary>
    public async Task Join(string room)
    {
        if (!ChatRooms.Names.Contains(room))
            throw new HubException($"There is no room '{room}'.");
        if (Context.Items[Room] is string before)
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, before);
        Context.Items[Room] = room;
        await Groups.AddToGroupAsync(Context.ConnectionId, room);
    }

    /// <summary>Says something to everybody in the caller's room.</summary>
    public async Task<ChatLine> Say(string text)
    {
        if (text is not { Length: > 0 and <= MostCharacters })
            throw new HubException($"A message has 1 to {MostCharacters} characters.");
        ChatLine line = rooms.Add(CallersRoom, Caller, text);
        await Clients.OthersInGroup(CallersRoom).Said(line);
        return line;
    }

    /// <summary>What was said in the caller's room, the oldest first.</summary>
    public async IAsyncEnumerable<ChatLine> History([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (ChatLine line in rooms.Read(CallersRoom))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return line;
            await Task.Yield();
        }
    }

    /// <summary>Removes what somebody said.</summary>
    [QuantumAuth("moderator")]
    public async Task Remove(int id)
    {
        if (!rooms.Remove(CallersRoom, id))
            throw new HubException($"There is no message {id} in this room.");
        await Clients.OthersInGroup(CallersRoom).Removed(id, Caller);
    }

    /// <summary>Describes the channel that the caller's connection is in.</summary>
    public ChannelFacts Describe()
    {
        var channel = Context.Features.GetRequiredFeature<IQuantumChannelFeature>();
        return new ChannelFacts(channel.Id.ToString(), channel.Suite.Name, Caller, channel.Opened);
    }
}
