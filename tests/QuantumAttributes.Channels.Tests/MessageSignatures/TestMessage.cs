using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

/// <summary>A message made of its parts, or read from the text of an HTTP/1.1 message.</summary>
internal sealed record TestMessage : IMessageComponents
{
    public string? Method { get; init; } = "GET";

    public string? Scheme { get; init; } = "https";

    public string? Authority { get; init; } = "bank.example";

    public string? RequestTarget { get; init; }

    public string? Path { get; init; } = "/";

    public string? Query { get; init; } = "";

    public int? Status { get; init; }

    public string Content { get; init; } = "";

    public bool HasContent => Content.Length > 0;

    public Dictionary<string, string> Fields { get; init; } = [];

    public string? GetField(string lowerCaseName) => Fields.GetValueOrDefault(lowerCaseName);

    public TestMessage With(string field, string? value)
    {
        Dictionary<string, string> fields = new(Fields);
        if (value is null)
        {
            fields.Remove(field);
        }
        else
        {
            fields[field] = value;
        }

        return this with { Fields = fields };
    }

    public static TestMessage Parse(string text)
    {
        string[] headAndContent = text.Split("\n\n", 2);
        string[] lines = headAndContent[0].Split('\n');
        string[] start = lines[0].Split(' ', 3);
        Dictionary<string, string> fields = [];
        foreach (string line in lines.Skip(1))
        {
            string[] nameAndValue = line.Split(':', 2);
            string name = nameAndValue[0].ToLowerInvariant(), value = nameAndValue[1].Trim();
            fields[name] = fields.TryGetValue(name, out string? earlier) ? $"{earlier}, {value}" : value;
        }

        bool isResponse = start[0].StartsWith("HTTP/", StringComparison.Ordinal);
        int query = isResponse ? -1 : start[1].IndexOf('?', StringComparison.Ordinal);
        return new TestMessage
        {
            Method = isResponse ? null : start[0],
            Scheme = isResponse ? null : "https",
            Authority = isResponse ? null : fields["host"],
            RequestTarget = isResponse ? null : start[1],
            Path = isResponse ? null : query < 0 ? start[1] : start[1][..query],
            Query = isResponse ? null : query < 0 ? "" : start[1][query..],
            Status = isResponse ? int.Parse(start[1], System.Globalization.CultureInfo.InvariantCulture) : null,
            Content = headAndContent.ElementAtOrDefault(1) ?? "",
            Fields = fields,
        };
    }
}
