using System.IO.Compression;

namespace QuantumAttributes.Cryptography.Tests.Symmetric;

/// <summary>Test cases as NIST's CAVS writes them: lines of a name and a value, an empty line after each case.</summary>
internal static class ResponseFile
{
    /// <summary>The cases that have this member.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string file, string member)
    {
        using Stream stream = File.OpenRead(VectorFile.PathOf(file));
        using Stream text = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using StreamReader reader = new(text);
        Dictionary<string, string> test = [];
        List<IReadOnlyDictionary<string, string>> tests = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.StartsWith('['))
                continue;
            string[] parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (test.ContainsKey(member) && (parts[0].Length == 0 || test.ContainsKey(parts[0])))
            {
                tests.Add(test);
                test = [];
            }

            if (parts[0].Length > 0)
                test[parts[0]] = parts.Length == 2 ? parts[1] : "";
        }

        if (test.ContainsKey(member))
            tests.Add(test);
        return tests;
    }

    public static byte[] Hex(this IReadOnlyDictionary<string, string> test, string member) => Convert.FromHexString(test[member]);
}
