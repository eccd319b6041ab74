using System.Text.Json;
using Microsoft.CodeAnalysis.Text;
using QuantumAttributes.Analyzers.Configuration;

namespace QuantumAttributes.Fuzz;

internal sealed class SettingsTarget : FuzzTarget
{
    private static readonly JsonDocumentOptions AsConfiguration = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public override string Name => "settings-json";

    public override string Claim => "appsettings.json: no exception, spans with quotes around; of what .NET reads, the same strings under the same keys";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        IReadOnlyList<JsonString> strings = new JsonText(SourceText.From(text)).ReadStrings();
        foreach (JsonString found in strings)
        {
            string written = text.Substring(found.Span.Start, found.Span.Length);
            Contract.Holds(written.Length >= 2 && written[0] == '"' && written[^1] == '"', "a string stands where it says");
        }

        if (Parse(text) is { } document)
        {
            using (document)
                Contract.Holds(StringsIn(document.RootElement, "").SequenceEqual(strings.Select(static found => (found.Path, found.Value))), "the same strings");
        }
    }

    // Deeper than the reader of .NET goes is malformed to it, and so is what is no text in UTF-16.
    private static JsonDocument? Parse(string text)
    {
        try
        {
            var document = JsonDocument.Parse(text, AsConfiguration);
            if (IsText(document.RootElement))
                return document;
            document.Dispose();
            return null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    // What an escape says that is no text in UTF-16, the reader of .NET refuses only where it is asked for.
    private static bool IsText(JsonElement root)
    {
        try
        {
            _ = StringsIn(root, "").Count();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static IEnumerable<(string Path, string Value)> StringsIn(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.String => [(path, json.GetString()!)],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => StringsIn(item, path)),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => StringsIn(member.Value, path.Length == 0 ? member.Name : $"{path}:{member.Name}")),
        _ => [],
    };

    public override IEnumerable<FuzzSeed> Seeds() =>
    [
        new("jwt", """{ "Jwt": { "Algorithm": "RS256", "Key": "-----BEGIN RSA PRIVATE KEY-----\nMII=" } }"""),
        new("list", """{ "Kestrel": { "Endpoints": { "A": { "SslProtocols": [ "Tls12", "Tls13", ] } } } } // end"""),
        new("comments", "/* a */ { // b\n \"a\": 1, \"b\": [ true, null, -2.5e3 ], \"c\": \"\\u0041\\\"\\\\\" }"),
        new("open", """{ "Algorithm": "RS256"""),
        new("text", "\"RS256\""),
        new("deep", new string('[', 200)),
    ];
}
