using Microsoft.AspNetCore.SignalR;

namespace HubChat.Client;

/// <summary>What a hub says when it does not do what a client asks.</summary>
internal static class HubRefusal
{
    private const string Mark = "HubException: ";

    /// <summary>Whether the caller may not call the method.</summary>
    public static bool IsUnauthorized(HubException refusal) => refusal.Message.EndsWith("user is unauthorized", StringComparison.Ordinal);

    /// <summary>What the hub's own code said, without what SignalR puts before it.</summary>
    public static string Describe(HubException refusal)
    {
        if (IsUnauthorized(refusal))
            return "You may not do that: it is for the moderator.";
        int own = refusal.Message.IndexOf(Mark, StringComparison.Ordinal);
        return own < 0 ? refusal.Message : refusal.Message[(own + Mark.Length)..];
    }
}
