using System.Text.Json;
using QuantumAttributes.Catalogue;

if (args is not [var catalogue, var table])
{
    Console.Error.WriteLine("usage: QuantumAttributes.Catalogue CATALOGUE TABLE");
    return 2;
}

try
{
    using FileStream file = File.OpenRead(catalogue);
    using JsonDocument json = JsonDocument.Parse(file);
    File.WriteAllText(table, Table.Write(json.RootElement.GetProperty("entries").EnumerateArray().Select(EntryParser.Parse)));
    return 0;
}
catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidDataException or InvalidOperationException)
{
    // As MSBuild reads errors of tools.
    Console.Error.WriteLine($"{catalogue} : error : {e.Message}");
    return 1;
}
