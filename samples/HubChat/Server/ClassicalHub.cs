using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;

namespace HubChat.Server;

/// <summary>A hub without any attribute of ours: what the demo compares with.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "What clients call are instance methods.")]
internal sealed class ClassicalHub : Hub
{
    /// <summary>Says it back.</summary>
    public string Echo(string text) => text;
}
