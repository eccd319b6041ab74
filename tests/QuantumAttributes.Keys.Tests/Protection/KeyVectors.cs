using System.Text.Json;

namespace QuantumAttributes.Keys.Tests.Protection;

/// <summary>The files of tests/vectors/keys.</summary>
internal static class KeyVectors
{
    public static JsonElement Read(string file)
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "QuantumAttributes.sln")))
            directory = directory.Parent;
        Assert.NotNull(directory);
        string path = Path.Combine(directory.FullName, "tests", "vectors", "keys", file);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    public static int Int(this JsonElement row, string name) => row.GetProperty(name).GetInt32();

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    public static byte[] Bytes(this JsonElement row, string name) => Convert.FromHexString(row.Text(name));
}
