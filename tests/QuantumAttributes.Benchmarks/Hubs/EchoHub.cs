using Microsoft.AspNetCore.SignalR;

namespace QuantumAttributes.Benchmarks.Hubs;

/// <summary>Gives back what it is told, by a call of the server's.</summary>
internal abstract class EchoHub : Hub
{
    /// <summary>Where it is mapped.</summary>
    public const string Path = "/echo-hub";

    /// <summary>What the server calls.</summary>
    public const string Heard = nameof(Heard);

    public Task Say(string text) => Clients.Caller.SendAsync(Heard, text, Context.ConnectionAborted);
}
