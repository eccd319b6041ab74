namespace HubChat.Server;

/// <summary>The rooms, each with what was said in it last. Safe to use from several threads.</summary>
internal sealed class ChatRooms
{
    private const int MostLines = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<ChatLine>> _rooms = Names.ToDictionary(name => name, _ => new List<ChatLine>());
    private int _lastId;

    /// <summary>The rooms that there are, by name.</summary>
    public static IReadOnlyList<string> Names { get; } = ["kitchen", "garden"];

    /// <summary>Keeps a line.</summary>
    public ChatLine Add(string room, string from, string text)
    {
        lock (_lock)
        {
            var line = new ChatLine(++_lastId, from, text);
            List<ChatLine> lines = _rooms[room];
            lines.Add(line);
            lines.RemoveRange(0, Math.Max(0, lines.Count - MostLines));
            return line;
        }
    }

    /// <summary>What was said last, the oldest first.</summary>
    public IReadOnlyList<ChatLine> Read(string room)
    {
        lock (_lock)
            return [.. _rooms[room]];
    }

    /// <summary>Removes a line; false where there is none.</summary>
    public bool Remove(string room, int id)
    {
        lock (_lock)
            return _rooms[room].RemoveAll(line => line.Id == id) > 0;
    }
}
