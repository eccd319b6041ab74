namespace HubChat;

/// <summary>What somebody said in a room.</summary>
public sealed record ChatLine(int Id, string From, string Text)
{
    public override string ToString() => $"#{Id} {From}: {Text}";
}
