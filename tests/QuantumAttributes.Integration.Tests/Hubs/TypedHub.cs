using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace QuantumAttributes.Integration.Tests.Hubs;

public interface ITypedListener
{
    Task Said(string text, int? number);

    [HubMethodName("another name")]
    Task<string?> Renamed();

    Task<int> Asked(string question);
}

[SuppressMessage("Performance", "CA1822", Justification = "What clients call are instance methods.")]
public abstract class TypedHubBase : Hub<ITypedListener>
{
    public string FromBase() => "base";

    public virtual Task<string> Overridden() => Task.FromResult("not overridden");
}

[SuppressMessage("Performance", "CA1822", Justification = "What clients call are instance methods.")]
[QuantumHub("/typed"), QuantumAuth, QuantumChannel]
public sealed class TypedHub : TypedHubBase
{
    public int Add(int one, int other) => one + other;

    public override Task<string> Overridden() => Task.FromResult("overridden");

    [HubMethodName("a name with spaces")]
    public Task<string> Renamed() => Task.FromResult("renamed");

    public string Served(ILogger<TypedHub> logger, int number) => $"{number} and {(logger is null ? "nothing" : "a logger")}";

    public Task<string?> Nothing(string? text) => Task.FromResult(text);

    public void Quiet() => Context.Items["quiet"] = true;

    public ValueTask QuietValue() => ValueTask.CompletedTask;

    public async IAsyncEnumerable<int> Count(int to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int i = 0; i < to; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return i;
            await Task.Yield();
        }
    }

    public ChannelReader<int> Read()
    {
        var channel = Channel.CreateUnbounded<int>();
        channel.Writer.TryWrite(10);
        channel.Writer.TryWrite(11);
        channel.Writer.Complete();
        return channel.Reader;
    }

    public async Task<int> Sum(IAsyncEnumerable<int> items)
    {
        int sum = 0;
        await foreach (int item in items)
            sum += item;
        return sum;
    }

    public async Task<string> Ask(string question)
    {
        await Clients.Caller.Said(question, null);
        ITypedListener caller = Clients.Client(Context.ConnectionId);
        return $"{await caller.Asked(question)} {await caller.Renamed()}";
    }
}
