using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.Fuzz;

/// <summary>
/// A request as text: a line <c>method scheme authority path query</c>, lines <c>name: value</c>, an empty line, the content.
/// Whatever is missing, the message has not.
/// </summary>
internal sealed class FuzzMessage : IMessageComponents
{
    private readonly string[] _start;
    private readonly Dictionary<string, string> _fields = [];

    public FuzzMessage(string text)
    {
        string[] headAndContent = text.Split("\n\n", 2);
        string[] lines = headAndContent[0].Split('\n');
        _start = lines[0].Split(' ');
        foreach (string line in lines.Skip(1))
        {
            string[] field = line.Split(": ", 2);
            string name = field[0].ToLowerInvariant(), value = field.ElementAtOrDefault(1) ?? "";
            _fields[name] = _fields.TryGetValue(name, out string? earlier) ? $"{earlier}, {value}" : value;
        }

        Content = headAndContent.ElementAtOrDefault(1) ?? "";
    }

    public string Content { get; }

    public string? Method => _start.ElementAtOrDefault(0);

    public string? Scheme => _start.ElementAtOrDefault(1);

    public string? Authority => _start.ElementAtOrDefault(2);

    public string? Path => _start.ElementAtOrDefault(3);

    public string? Query => _start.ElementAtOrDefault(4);

    public string? RequestTarget => Path + Query;

    public bool HasContent => Content.Length > 0;

    public string? GetField(string lowerCaseName) => _fields.GetValueOrDefault(lowerCaseName);
}
