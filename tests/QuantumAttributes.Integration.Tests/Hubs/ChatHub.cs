using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using QuantumAttributes.AspNetCore.Channels;

namespace QuantumAttributes.Integration.Tests.Hubs;

/// <summary>A hub in a channel, with everything that hubs do.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "What clients call are instance methods.")]
[QuantumAuth, QuantumChannel]
public class ChatHub : Hub
{
    public string WhoAmI() => $"{Context.User!.Identity!.Name} {Context.UserIdentifier}";

    public string Claim(string type) => Context.User!.FindFirst(type)?.Value ?? "";

    public string Origin() => Context.Features.Get<IQuantumChannelFeature>()!.Origin;

    public string Echo(string text) => text;

    public byte[] EchoBytes(byte[] bytes) => bytes;

    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    public Task Say(string room, string text) => Clients.Group(room).SendAsync("Said", Context.UserIdentifier, text);

    public Task Shout(string text) => Clients.All.SendAsync("Said", Context.UserIdentifier, text);

    public Task<string> AskCaller(string question) => Clients.Caller.InvokeAsync<string>("Answer", question, Context.ConnectionAborted);

    public async IAsyncEnumerable<int> Count(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < to; i++)
        {
            yield return i;
            if (i % 100 == 0)
                await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async Task<long> Sum(ChannelReader<int> numbers)
    {
        long sum = 0;
        await foreach (int number in numbers.ReadAllAsync())
            sum += number;
        return sum;
    }

    [QuantumAuth("moderator")]
    public virtual string Remove(string message) => $"removed {message}";
}

/// <summary>A hub that demands nothing.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "What clients call are instance methods.")]
public sealed class PlainHub : Hub
{
    public string Echo(string text) => text;
}
