using System.Text.Json;

namespace QuantumAttributes.Tool.Results;

/// <summary>A JWK set, which is JSON in any case.</summary>
internal sealed class PublicKeysResult(string jwks, string? output) : ToolResult
{
    public override void WriteJson(Utf8JsonWriter json)
    {
        if (output is not null)
        {
            json.WriteString("output", output);
            return;
        }

        using JsonDocument set = JsonDocument.Parse(jwks);
        foreach (JsonProperty member in set.RootElement.EnumerateObject())
            member.WriteTo(json);
    }

    public override void WriteText(ToolTerminal terminal) => terminal.Out.WriteLine(output is null ? jwks : $"Written: {output}");
}
