using System.Reflection;
using Microsoft.Build.Framework;
using QuantumAttributes.Analyzers;
using QuantumAttributes.Inventory.Bom;
using QuantumAttributes.Inventory.Findings;

namespace QuantumAttributes.Inventory.Build;

/// <summary>The build's task that writes the inventory of an assembly's cryptography, made of the compiler's log.</summary>
public sealed class WriteCryptographyInventory : Microsoft.Build.Utilities.Task
{
    /// <summary>The compiler's log, in SARIF 2.1.</summary>
    [Required]
    public string CompilerLog { get; set; } = "";

    /// <summary>The file to write. Where no inventory can be made, there will be no file.</summary>
    [Required]
    public string File { get; set; } = "";

    /// <summary>The version of CycloneDX.</summary>
    [Required]
    public string CycloneDxVersion { get; set; } = "";

    /// <summary>The assembly's name.</summary>
    [Required]
    public string AssemblyName { get; set; } = "";

    /// <summary>The assembly's version.</summary>
    public string? AssemblyVersion { get; set; }

    /// <summary>Whether the assembly is an application.</summary>
    public bool IsApplication { get; set; }

    /// <summary>What the assembly is compiled for.</summary>
    public string? TargetFramework { get; set; }

    /// <summary>The profile that the project chose.</summary>
    public string? Profile { get; set; }

    /// <summary>The project's directory: paths start there.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        // What is there is of an earlier build.
        System.IO.File.Delete(File);
        if (CycloneDxVersions.Parse(CycloneDxVersion) is not { } version)
        {
            Log.LogError(null, "QA4003", null, RuleHelp.LinkOf("QA4003"), null, 0, 0, 0, 0,
                $"QuantumCbomVersion is '{CycloneDxVersion}'; an inventory can be written in CycloneDX 1.6 or 1.7.");
            return false;
        }

        if (Load() is not { } log)
            return true;
        if (!log.IsComplete)
            Log.LogMessage(MessageImportance.Low, "No inventory of cryptography: not all sources compile.");
        else if (!log.HasAnalyzers)
            Log.LogMessage(MessageImportance.Low, "No inventory of cryptography: the analyzers did not run.");
        else
            System.IO.File.WriteAllText(File, CycloneDx.Write(Subject(log), log.Findings, version));
        return true;
    }

    private FindingLog? Load()
    {
        try
        {
            return FindingLog.Load(CompilerLog, ProjectDirectory);
        }
        catch (FormatException e)
        {
            Log.LogWarning(null, "QA4004", null, RuleHelp.LinkOf("QA4004"), null, 0, 0, 0, 0,
                $"No inventory of cryptography can be made: {e.Message}");
            return null;
        }
    }

    private BomSubject Subject(FindingLog log)
    {
        var tool = typeof(WriteCryptographyInventory).Assembly;
        return new BomSubject
        {
            Name = AssemblyName,
            Version = AssemblyVersion,
            IsApplication = IsApplication,
            TargetFramework = TargetFramework,
            Profile = Profile,
            SwitchedOff = log.SwitchedOff,
            ToolName = "QuantumAttributes.Inventory",
            ToolVersion = tool.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
        };
    }
}
