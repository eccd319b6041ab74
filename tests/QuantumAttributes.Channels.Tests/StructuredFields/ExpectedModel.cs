using System.Text.Json;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Tests.StructuredFields;

/// <summary>Compares a parsed model with the JSON notation of httpwg/structured-field-tests.</summary>
internal static class ExpectedModel
{
    public static void AssertEqual(JsonElement expected, object parsed)
    {
        switch (parsed)
        {
            case FieldList list:
                AssertEach(expected, list, AssertMember);
                break;
            case FieldDictionary dictionary:
                AssertEach(expected, dictionary, AssertPair);
                break;
            default:
                AssertMember(expected, (Item)parsed);
                break;
        }
    }

    private static void AssertEach<T>(JsonElement expected, IReadOnlyCollection<T> actual, Action<JsonElement, T> assert)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Count);
        foreach ((JsonElement element, T value) in expected.EnumerateArray().Zip(actual))
        {
            assert(element, value);
        }
    }

    private static void AssertPair(JsonElement expected, KeyValuePair<string, Member> actual)
    {
        Assert.Equal(expected[0].GetString(), actual.Key);
        AssertMember(expected[1], actual.Value);
    }

    private static void AssertMember(JsonElement expected, Member actual)
    {
        if (expected[0].ValueKind == JsonValueKind.Array)
        {
            AssertEach(expected[0], Assert.IsType<InnerList>(actual), AssertMember);
        }
        else
        {
            Assert.Equal(ToBareItem(expected[0]), Assert.IsType<Item>(actual).Value);
        }

        AssertEach(expected[1], actual.Parameters, (element, parameter) =>
        {
            Assert.Equal(element[0].GetString(), parameter.Key);
            Assert.Equal(ToBareItem(element[1]), parameter.Value);
        });
    }

    private static BareItem ToBareItem(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => BareItem.FromBoolean(value.GetBoolean()),
        JsonValueKind.String => BareItem.FromString(value.GetString()!),
        JsonValueKind.Number when value.GetRawText().Contains('.') => BareItem.FromDecimal(value.GetDecimal()),
        JsonValueKind.Number => BareItem.FromInteger(value.GetInt64()),
        _ => ToTypedItem(value.GetProperty("__type").GetString()!, value.GetProperty("value")),
    };

    private static BareItem ToTypedItem(string type, JsonElement value) => type switch
    {
        "token" => BareItem.FromToken(value.GetString()!),
        "binary" => BareItem.FromBytes(FromBase32(value.GetString()!)),
        "date" => BareItem.FromDate(value.GetInt64()),
        "displaystring" => BareItem.FromDisplayString(value.GetString()!),
        _ => throw new InvalidDataException(type),
    };

    private static byte[] FromBase32(string text)
    {
        List<byte> bytes = [];
        int bits = 0, buffer = 0;
        foreach (char digit in text.TrimEnd('='))
        {
            buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(digit);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
