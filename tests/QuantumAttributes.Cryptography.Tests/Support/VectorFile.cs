using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>Finds the vectors beside the test assembly and reads them.</summary>
internal static class VectorFile
{
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "vectors", file);

    public static string ReadText(string file) => File.ReadAllText(PathOf(file));

    public static JsonElement ReadJson(string file)
    {
        using Stream stream = File.OpenRead(PathOf(file));
        using Stream json =
            file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        return JsonDocument.Parse(json).RootElement;
    }

    /// <summary>The DER of a file's one PEM block.</summary>
    public static byte[] ReadPem(string file)
    {
        string text = ReadText(file);
        return Convert.FromBase64String(text[PemEncoding.Find(text).Base64Data]);
    }

    /// <summary>The tests of the groups whose members have these values.</summary>
    public static IEnumerable<JsonElement> AcvpTests(string file, params (string Member, string Value)[] group) =>
        ReadJson(file).GetProperty("testGroups").EnumerateArray()
            .Where(g => group.All(wanted => g.GetProperty(wanted.Member).GetString() == wanted.Value))
            .SelectMany(g => g.GetProperty("tests").EnumerateArray());

    public static byte[] Hex(this JsonElement test, string member) =>
        Convert.FromHexString(test.GetProperty(member).GetString()!);
}
