using System.Globalization;
using System.Text;

namespace QuantumAttributes.Channels.StructuredFields;

/// <summary>
/// The algorithms of RFC 9651 §4.1. Their "fail serialization" steps are checks in the constructors of the model, so that nothing
/// that exists fails here.
/// </summary>
internal static class Serializer
{
    public static string Serialize(BareItem item) => Built(item, AppendBareItem);

    public static string Serialize(Member member) => Built(member, AppendMember);

    public static string Serialize(Parameters parameters) => Built(parameters, AppendParameters);

    public static string Serialize(FieldList list) => Built(list, AppendList);

    public static string Serialize(FieldDictionary dictionary) => Built(dictionary, AppendDictionary);

    private static string Built<T>(T value, Action<StringBuilder, T> append)
    {
        StringBuilder output = new();
        append(output, value);
        return output.ToString();
    }

    // §4.1.1
    private static void AppendList(StringBuilder output, FieldList list)
    {
        for (int i = 0; i < list.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            AppendMember(output, list[i]);
        }
    }

    private static void AppendMember(StringBuilder output, Member member)
    {
        if (member is InnerList list)
        {
            AppendInnerList(output, list);
        }
        else
        {
            AppendBareItem(output, ((Item)member).Value); // §4.1.3
        }

        AppendParameters(output, member.Parameters);
    }

    // §4.1.1.1
    private static void AppendInnerList(StringBuilder output, InnerList list)
    {
        output.Append('(');
        for (int i = 0; i < list.Count; i++)
        {
            output.Append(i == 0 ? "" : " ");
            AppendMember(output, list[i]);
        }

        output.Append(')');
    }

    // §4.1.1.2
    private static void AppendParameters(StringBuilder output, Parameters parameters)
    {
        foreach ((string key, BareItem value) in parameters)
        {
            output.Append(';').Append(key);
            if (!IsTrue(value))
            {
                output.Append('=');
                AppendBareItem(output, value);
            }
        }
    }

    // §4.1.2
    private static void AppendDictionary(StringBuilder output, FieldDictionary dictionary)
    {
        string separator = "";
        foreach ((string key, Member member) in dictionary)
        {
            output.Append(separator).Append(key);
            if (member is Item item && IsTrue(item.Value))
            {
                AppendParameters(output, item.Parameters);
            }
            else
            {
                output.Append('=');
                AppendMember(output, member);
            }

            separator = ", ";
        }
    }

    // §4.1.3.1
    private static void AppendBareItem(StringBuilder output, BareItem item)
    {
        switch (item.Type)
        {
            case BareItemType.Integer: // §4.1.4
                AppendInteger(output, item.Number);
                break;
            case BareItemType.Decimal:
                AppendDecimal(output, item.Number);
                break;
            case BareItemType.String:
                AppendString(output, item.Text);
                break;
            case BareItemType.Token: // §4.1.7
                output.Append(item.Text);
                break;
            case BareItemType.ByteSequence: // §4.1.8
                output.Append(':').Append(Convert.ToBase64String(item.Bytes)).Append(':');
                break;
            case BareItemType.Boolean: // §4.1.9
                output.Append(item.Number == 1 ? "?1" : "?0");
                break;
            case BareItemType.Date: // §4.1.10
                AppendInteger(output.Append('@'), item.Number);
                break;
            default:
                AppendDisplayString(output, item.Text);
                break;
        }
    }

    private static void AppendInteger(StringBuilder output, long number)
    {
        Span<char> digits = stackalloc char[20];
        number.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
        output.Append(digits[..length]);
    }

    // §4.1.5: at least one fractional digit, and no zero after the last one that counts.
    private static void AppendDecimal(StringBuilder output, long thousandths) =>
        output.Append(CultureInfo.InvariantCulture, $"{thousandths / 1000m:0.0##}");

    // §4.1.6
    private static void AppendString(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (char character in text)
        {
            if (character is '\\' or '"')
            {
                output.Append('\\');
            }

            output.Append(character);
        }

        output.Append('"');
    }

    // §4.1.11
    private static void AppendDisplayString(StringBuilder output, string text)
    {
        output.Append("%\"");
        foreach (byte octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is (byte)'%' or (byte)'"' or < 0x20 or > 0x7e)
            {
                output.Append(CultureInfo.InvariantCulture, $"%{octet:x2}");
            }
            else
            {
                output.Append((char)octet);
            }
        }

        output.Append('"');
    }

    private static bool IsTrue(BareItem item) => item.TryGetBoolean(out bool value) && value;
}
