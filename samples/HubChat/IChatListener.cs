namespace HubChat;

/// <summary>What the chat tells those who are in it. Public: SignalR implements it at run time.</summary>
public interface IChatListener
{
    /// <summary>Somebody said something.</summary>
    Task Said(ChatLine line);

    /// <summary>Somebody removed what was said.</summary>
    Task Removed(int id, string by);
}
