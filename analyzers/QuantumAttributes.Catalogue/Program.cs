using System.Text.Json;
using QuantumAttributes.Catalogue;

if (args is not [var catalogue, var directory])
{
    Console.Error.WriteLine("usage: QuantumAttributes.Catalogue CATALOGUE DIRECTORY");
    return 2;
}

try
{
    using FileStream file = File.OpenRead(catalogue);
    using JsonDocument json = JsonDocument.Parse(file);
    foreach ((string name, string text) in Tables.Write(json.RootElement))
        File.WriteAllText(Path.Combine(directory, name), text);
    return 0;
}
catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidDataException or InvalidOperationException)
{
    // As MSBuild reads errors of tools.
    Console.Error.WriteLine($"{catalogue} : error : {e.Message}");
    return 1;
}
