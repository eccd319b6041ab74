using System.Runtime.CompilerServices;
using System.Text;

namespace QuantumAttributes.Channels.Tests.WorkedExample;

/// <summary>The worked example as docs/protocol.md has it: names at the start of a line, values in hex on the indented lines that follow.</summary>
internal static class ExampleText
{
    private const string Begin = "```worked-example\n";
    private const string End = "```\n";
    private const int LineLength = 128;

    public static IReadOnlyDictionary<string, byte[]> Read()
    {
        var values = new Dictionary<string, byte[]>();
        var hex = new StringBuilder();
        foreach (string line in Block().Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                hex.Insert(0, line.Trim());
                continue;
            }

            values.Add(line, Convert.FromHexString(hex.ToString()));
            hex.Clear();
        }

        return values;
    }

    public static void Write(IEnumerable<(string Name, byte[] Value)> values)
    {
        var block = new StringBuilder();
        foreach ((string name, byte[] value) in values)
        {
            block.Append(name).Append('\n');
            foreach (char[] line in Convert.ToHexStringLower(value).Chunk(LineLength))
                block.Append("  ").Append(line).Append('\n');
        }

        string text = File.ReadAllText(Path()), old = Block();
        File.WriteAllText(Path(), text.Replace(Begin + old + End, Begin + block + End, StringComparison.Ordinal));
    }

    private static string Block()
    {
        string text = File.ReadAllText(Path());
        int start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[start..text.IndexOf(End, start, StringComparison.Ordinal)];
    }

    private static string Path([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../../docs/protocol.md"));
}
