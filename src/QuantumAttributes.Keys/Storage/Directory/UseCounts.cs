using System.Buffers;
using System.Text.Json;

namespace QuantumAttributes.Keys.Storage;

/// <summary>The counts of uses as JSON: an object with a number for each key id. One that is damaged counts from 0 again.</summary>
internal static class UseCounts
{
    private const int MaxSize = 16 * 1024 * 1024;

    /// <summary>Reads the counts; none where there is no file, or what is there makes no sense.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static Dictionary<KeyId, long> Read(string path)
    {
        try
        {
            using var file = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete });
            if (file.Length > MaxSize)
                return [];
            using JsonDocument json = JsonDocument.Parse(file);
            return Decode(json.RootElement);
        }
        catch (FileNotFoundException)
        {
            return [];
        }
        catch (JsonException)
        {
            // Statistics, which are no reason to fail.
            return [];
        }
    }

    /// <summary>Adds, up to the most that a count can be.</summary>
    public static void Add(Dictionary<KeyId, long> counts, IReadOnlyDictionary<KeyId, long> uses)
    {
        foreach ((KeyId id, long more) in uses)
        {
            long before = counts.GetValueOrDefault(id);
            counts[id] = long.MaxValue - before < more ? long.MaxValue : before + more;
        }
    }

    /// <summary>The file's contents.</summary>
    public static byte[] Encode(IReadOnlyDictionary<KeyId, long> counts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach ((KeyId id, long count) in counts)
                json.WriteNumber(id.ToString(), count);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static Dictionary<KeyId, long> Decode(JsonElement json)
    {
        var counts = new Dictionary<KeyId, long>();
        if (json.ValueKind != JsonValueKind.Object)
            return counts;
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!KeyId.TryParse(property.Name, null, out KeyId id) || !TryReadCount(property.Value, out long count))
                return [];
            counts[id] = count;
        }

        return counts;
    }

    private static bool TryReadCount(JsonElement json, out long count)
    {
        count = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out count) && count > 0;
    }
}
