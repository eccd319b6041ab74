namespace HubChat;

/// <summary>What somebody said in a room.</summary>
internal sealed record ChatLine(int Id, string From, string Text)
{
    public override string ToString() => $"#{Id} {From}: {Text}";
}
