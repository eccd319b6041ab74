using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The values of a vector file, however they are written there.</summary>
internal static class PublishedAnswers
{
    private static readonly Dictionary<string, HashSet<string>> Files = [];

    /// <summary>Whether a text of the file, in hexadecimal or base64, is these bytes.</summary>
    public static bool Contain(string file, byte[] value)
    {
        HashSet<string> texts;
        lock (Files)
        {
            if (!Files.TryGetValue(file, out texts!))
                Files.Add(file, texts = [.. Texts(VectorFile.ReadJson(file))]);
        }

        return texts.Contains(Convert.ToHexStringLower(value))
            || texts.Contains(Convert.ToHexString(value))
            || texts.Contains(Convert.ToBase64String(value));
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static member => Texts(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
