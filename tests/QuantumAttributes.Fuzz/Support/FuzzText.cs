using System.Text;

namespace QuantumAttributes.Fuzz;

/// <summary>
/// Bytes as text. UTF-8 as it is; a byte that is none becomes half a surrogate pair, so that a fuzzer also reaches
/// the strings that are not Unicode.
/// </summary>
internal static class FuzzText
{
    private const char FirstHalf = '\uDC00';

    public static string Decode(ReadOnlySpan<byte> input)
    {
        StringBuilder text = new(input.Length);
        while (!input.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(input, out Rune rune, out int consumed) == System.Buffers.OperationStatus.Done;
            if (valid)
                text.Append(rune.ToString());
            else
                text.Append((char)(FirstHalf + input[0]));
            input = input[(valid ? consumed : 1)..];
        }

        return text.ToString();
    }

    public static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text);
}
