using System.IO.Compression;
using System.Text.Json;

namespace QuantumAttributes.Channels.Tests.StructuredFields;

/// <summary>The cases of tests/vectors/rfc9421/structured-fields.json.gz.</summary>
internal static class StructuredFieldVectors
{
    public static IReadOnlyList<StructuredFieldCase> All { get; } = Read();

    public static string PathTo(string file)
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "QuantumAttributes.sln")))
        {
            directory = directory.Parent;
        }

        Assert.NotNull(directory);
        return Path.Combine(directory.FullName, "tests", "vectors", "rfc9421", file);
    }

    private static List<StructuredFieldCase> Read()
    {
        using FileStream file = File.OpenRead(PathTo("structured-fields.json.gz"));
        using GZipStream unzipped = new(file, CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(unzipped);
        return
        [
            .. from entry in document.RootElement.EnumerateObject()
               from test in entry.Value.EnumerateArray()
               select StructuredFieldCase.From(entry.Name, test.Clone()),
        ];
    }
}
