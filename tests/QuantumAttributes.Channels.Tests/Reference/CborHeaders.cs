using System.Formats.Cbor;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>The map of protected headers by System.Formats.Cbor, with the rules of HTTP beside it.</summary>
internal static class CborHeaders
{
    private const string NameCharacters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz";

    public static byte[] Encode(Dictionary<string, string[]> fields)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(fields.Count);
        foreach ((string name, string[] values) in fields)
        {
            writer.WriteTextString(name);
            writer.WriteStartArray(values.Length);
            foreach (string value in values)
                writer.WriteTextString(value);
            writer.WriteEndArray();
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    public static Dictionary<string, string[]>? Decode(byte[] encoded)
    {
        try
        {
            var reader = new CborReader(encoded, CborConformanceMode.Canonical);
            var fields = new Dictionary<string, string[]>();
            for (int? left = reader.ReadStartMap(); left > 0; left--)
            {
                string name = reader.ReadTextString();
                var values = new string[reader.ReadStartArray() ?? 0];
                for (int i = 0; i < values.Length; i++)
                    values[i] = reader.ReadTextString();
                reader.ReadEndArray();
                bool valid = name.Length > 0 && name.All(NameCharacters.Contains) && values.Length > 0
                    && values.All(value => value.IndexOfAny(['\r', '\n', '\0']) < 0);
                if (!valid)
                    return null;
                fields.Add(name, values);
            }

            reader.ReadEndMap();
            return reader.BytesRemaining == 0 ? fields : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }
}
