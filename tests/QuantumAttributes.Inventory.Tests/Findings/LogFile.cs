using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuantumAttributes.Inventory.Tests.Findings;

/// <summary>A directory with a compiler's log in it, made by hand.</summary>
internal sealed class LogFile : IDisposable
{
    public LogFile() => Directory.CreateDirectory(Project);

    /// <summary>The log.</summary>
    public string Path => PathOf("log.sarif");

    /// <summary>The project's directory, with something beside it.</summary>
    public string Project => PathOf("project");

    private string Root { get; } = Directory.CreateTempSubdirectory("quantum-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Writes a log of these results.</summary>
    public LogFile Write(params IEnumerable<JsonObject> results) => WriteText(new JsonObject
    {
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject { ["results"] = new JsonArray([.. results]) }),
    }.ToJsonString());

    public LogFile WriteText(string text)
    {
        File.WriteAllText(Path, text);
        return this;
    }

    /// <summary>A result, as the compiler writes it.</summary>
    public static JsonObject Result(
        string uri, int line = 1, int column = 1, string rule = "QA1001", object? properties = null, params object[] suppressions)
    {
        var result = new JsonObject
        {
            ["ruleId"] = rule,
            ["level"] = "warning",
            ["message"] = new JsonObject { ["text"] = "It is there." },
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = uri },
                    ["region"] = new JsonObject { ["startLine"] = line, ["startColumn"] = column },
                },
            }),
        };
        if (properties is not null)
            result["properties"] = new JsonObject { ["customProperties"] = JsonSerializer.SerializeToNode(properties) };
        if (suppressions.Length > 0)
            result["suppressions"] = JsonSerializer.SerializeToNode(suppressions);
        return result;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
