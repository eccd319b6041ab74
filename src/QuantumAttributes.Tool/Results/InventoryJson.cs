using System.Text.Json;
using QuantumAttributes.Tool.Inventory;
using QuantumAttributes.Tool.Inventory.Baselines;
using QuantumAttributes.Tool.Inventory.Sources;

namespace QuantumAttributes.Tool.Results;

/// <summary>An inventory as JSON: years are texts, <c>now</c> where they are over, and null where nothing has to be done.</summary>
internal static class InventoryJson
{
    /// <summary>The members, in the object that is open.</summary>
    public static void WriteMembers(
        Utf8JsonWriter json, CryptographyInventory inventory, BaselineComparison? baseline, IReadOnlyList<string> written)
    {
        json.WriteString("directory", inventory.Directory);
        json.WriteStartArray("projects");
        foreach (ProjectFindings project in inventory.Projects)
            WriteProject(json, project);
        json.WriteEndArray();
        json.WriteStartObject("counts");
        WriteCounts(json, inventory.Counts);
        json.WriteEndObject();
        json.WriteStartArray("families");
        foreach (FamilySummary family in inventory.Families)
            WriteFamily(json, family);
        json.WriteEndArray();
        json.WriteStartArray("algorithms");
        foreach (AlgorithmSummary algorithm in inventory.Algorithms)
            WriteAlgorithm(json, algorithm);
        json.WriteEndArray();
        WriteUses(json, "findings", inventory.Uses);
        WriteBaseline(json, baseline);
        json.WriteStartArray("files");
        foreach (string file in written)
            json.WriteStringValue(file);
        json.WriteEndArray();
    }

    private static void WriteProject(Utf8JsonWriter json, ProjectFindings project)
    {
        json.WriteStartObject();
        json.WriteString("project", project.Build.Project);
        json.WriteString("state", project.State.ToString());
        json.WriteString("configuration", project.Build.Logs.Select(static log => log.Configuration).FirstOrDefault());
        json.WriteStartArray("targets");
        foreach (BuildLog log in project.Build.Logs)
            json.WriteStringValue(log.Target);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, FindingCounts counts)
    {
        json.WriteNumber("errors", counts.Errors);
        json.WriteNumber("warnings", counts.Warnings);
        json.WriteNumber("hybrid", counts.Hybrid);
        json.WriteNumber("lower", counts.Lower);
        json.WriteNumber("suppressed", counts.Suppressed);
    }

    private static void WriteFamily(Utf8JsonWriter json, FamilySummary family)
    {
        json.WriteStartObject();
        json.WriteString("family", family.Family.Key);
        WriteCounts(json, family.Counts);
        json.WriteNumber("files", family.Files);
        WriteDeadline(json, family.Deadline);
        json.WriteEndObject();
    }

    private static void WriteAlgorithm(Utf8JsonWriter json, AlgorithmSummary algorithm)
    {
        json.WriteStartObject();
        json.WriteString("algorithm", algorithm.Name);
        json.WriteString("threat", algorithm.Threat.ToString());
        WriteCounts(json, algorithm.Counts);
        if (algorithm.Strength is { } bits)
            json.WriteNumber("bits", bits);
        else
            json.WriteNull("bits");
        WriteDeadline(json, algorithm.Deadline);
        json.WriteEndObject();
    }

    private static void WriteDeadline(Utf8JsonWriter json, Deadline? deadline)
    {
        json.WriteString("actBy", deadline?.ActByText);
        json.WriteString("disallowedAfter", deadline?.DisallowedText);
    }

    private static void WriteBaseline(Utf8JsonWriter json, BaselineComparison? baseline)
    {
        if (baseline is null)
        {
            json.WriteNull("baseline");
            return;
        }

        json.WriteStartObject("baseline");
        json.WriteString("file", baseline.File);
        WriteUses(json, "new", baseline.New);
        json.WriteNumber("gone", baseline.Gone);
        json.WriteEndObject();
    }

    private static void WriteUses(Utf8JsonWriter json, string name, IEnumerable<CryptographyUse> uses)
    {
        json.WriteStartArray(name);
        foreach (CryptographyUse use in uses)
        {
            json.WriteStartObject();
            json.WriteString("rule", use.Finding.Rule);
            json.WriteString("state", use.State.ToString());
            json.WriteString("file", use.Finding.File);
            json.WriteNumber("line", use.Finding.Line);
            json.WriteNumber("column", use.Finding.Column);
            json.WriteString("family", use.Family.Key);
            json.WriteString("algorithm", use.Algorithm);
            json.WriteString("api", use.Api);
            json.WriteString("member", use.Member);
            json.WriteString("threat", use.Threat.ToString());
            WriteDeadline(json, use.Deadline);
            json.WriteString("message", use.Finding.Message);
            json.WriteString("justification", use.Finding.Justification);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
