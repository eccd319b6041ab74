using System.Diagnostics;
using System.Reflection;

namespace QuantumAttributes.Inventory.Tests.Build;

/// <summary>A small project that has the targets, the tasks and the analyzers, and no packages; <c>dotnet build</c> builds it.</summary>
internal sealed class BuiltProject : IDisposable
{
    public BuiltProject()
    {
        Write(
            "shop.csproj",
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        Write(
            "Directory.Build.targets",
            $"""
            <Project>
              <PropertyGroup><QuantumAttributesTasks>{Known("Tasks")}</QuantumAttributesTasks></PropertyGroup>
              <ItemGroup><Analyzer Include="{Known("Analyzers")}" /></ItemGroup>
              <Import Project="{Known("Targets")}QuantumAttributes.Analysis.targets" />
              <Import Project="{Known("Targets")}QuantumAttributes.Inventory.targets" />
            </Project>
            """);
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("quantum-").FullName;

    /// <summary>What the build is to write.</summary>
    public string Bom => PathOf("obj/Release/net10.0/cbom.cdx.json");

    public string PathOf(string name) => Path.Combine(Directory, name);

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    /// <summary>Builds it; what the build said.</summary>
    public async Task<string> BuildAsync(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", ["build", "-c", "Release", "--nologo", "--disable-build-servers", .. options])
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
        };
        // How the tests are run is no affair of the build's.
        foreach (string name in start.Environment.Keys.Where(IsOfTheRuntime).ToList())
            start.Environment.Remove(name);
        using Process build = Process.Start(start)!;
        string output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return build.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private static bool IsOfTheRuntime(string name) =>
        name.StartsWith("DOTNET_Enable", StringComparison.Ordinal) || name is "DOTNET_gcServer" or "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    private static string Known(string key) => typeof(BuiltProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!;
}
