using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using QuantumAttributes.AspNetCore.Channels;

namespace QuantumAttributes.Stress.Hubs;

/// <summary>A hub in a channel that gives back what it is told, and keeps account of it.</summary>
[QuantumAuth, QuantumChannel]
internal sealed class TalkHub(HubLedger ledger) : Hub
{
    /// <summary>What the server calls to give back what was said.</summary>
    public const string Heard = nameof(Heard);

    /// <summary>What the server calls when it speaks unasked.</summary>
    public const string Told = nameof(Told);

    /// <summary>Gives back what was said, by a call of the server's.</summary>
    public Task Say(string name, int number, string text)
    {
        ledger.Hear(Context.ConnectionId, name, number, text, Context.Features.Get<IQuantumChannelFeature>()!.Opened);
        return Clients.Caller.SendAsync(Heard, name, number, text, Context.ConnectionAborted);
    }

    /// <summary>Gives back what was said, as its result.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "What clients call are instance methods.")]
    public string Echo(string text) => text;

    public override Task OnConnectedAsync()
    {
        ledger.Connect(Context.ConnectionId);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        ledger.Disconnect(Context.ConnectionId, exception);
        return Task.CompletedTask;
    }
}
