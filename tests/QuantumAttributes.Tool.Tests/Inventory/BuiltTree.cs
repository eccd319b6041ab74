using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuantumAttributes.Tool.Tests.Inventory;

/// <summary>A directory with projects that were built, as far as this tool can tell.</summary>
internal sealed class BuiltTree : IDisposable
{
    private static readonly DateTime _built = new(2026, 5, 4, 12, 0, 0, DateTimeKind.Utc);

    private readonly ToolHarness _tool = new();

    public string Root => _tool.At("shop");

    /// <summary>A path beside the directory.</summary>
    public string At(string name) => _tool.At(name);

    /// <summary>Makes a project that was never built, and returns its file.</summary>
    public string AddProject(string name, string directory = "")
    {
        string file = Path.Combine(Root, directory, name, $"{name}.csproj");
        Write(file, "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        return file;
    }

    /// <summary>Makes a project whose build in Release for net10.0 found this.</summary>
    public string AddBuilt(string name, params LoggedFinding[] findings)
    {
        string file = AddProject(name);
        AddLog(file, "Release/net10.0", findings);
        return file;
    }

    /// <summary>Leaves the log of a build below obj.</summary>
    public static string AddLog(string project, string target, params LoggedFinding[] findings) => AddLog(project, target, 0, findings);

    /// <summary>Leaves a log that was written so many minutes later than others.</summary>
    public static string AddLog(string project, string target, int later, params LoggedFinding[] findings)
    {
        string name = $"{Path.GetFileNameWithoutExtension(project)}.sarif";
        return WriteLog(Path.Combine(Path.GetDirectoryName(project)!, "obj", target, name), project, later, findings);
    }

    /// <summary>Leaves a log at this place.</summary>
    public static string WriteLog(string file, string project, int later, params LoggedFinding[] findings)
    {
        string directory = Path.GetDirectoryName(project)!;
        JsonObject log = new()
        {
            ["$schema"] = "http://json.schemastore.org/sarif-2.1.0",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["results"] = new JsonArray([.. findings.Select(finding => finding.ToResult(directory))]),
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "Microsoft (R) Visual C# Compiler",
                        ["rules"] = new JsonArray(new JsonObject { ["id"] = "QA1001" }),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
            }),
        };
        Write(file, log.ToJsonString());
        System.IO.File.SetLastWriteTimeUtc(file, _built.AddMinutes(later));
        return file;
    }

    /// <summary>Writes a file that was last changed before the builds, or so many minutes after them.</summary>
    public static void Write(string file, string text, int later = -60)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
        System.IO.File.SetLastWriteTimeUtc(file, _built.AddMinutes(later));
    }

    /// <summary>Runs <c>quantum inventory</c> on the directory.</summary>
    public Task<ToolOutcome> RunAsync(params string[] options) => RunOnAsync(Root, options);

    /// <summary>Runs <c>quantum inventory</c>.</summary>
    public Task<ToolOutcome> RunOnAsync(string path, params string[] options) => _tool.RunAsync(["inventory", path, .. options]);

    /// <summary>The result as JSON.</summary>
    public async Task<JsonElement> JsonAsync(params string[] options) => (await RunAsync([.. options, "--json"])).Expect(ExitCode.Done).Json;

    /// <summary>The text of the file that an option names.</summary>
    public async Task<string> WriteAsync(string option, params string[] options)
    {
        string file = At("written");
        (await RunAsync([option, file, .. options])).Expect(ExitCode.Done);
        return await System.IO.File.ReadAllTextAsync(file);
    }

    public void Dispose() => _tool.Dispose();
}
