using Microsoft.Build.Framework;
using QuantumAttributes.Analyzers;

namespace QuantumAttributes.Inventory.Manifest;

/// <summary>The build's task that compares an assembly's manifest with an earlier one, and fails where something lost its protection.</summary>
public sealed class CompareQuantumManifest : Microsoft.Build.Utilities.Task
{
    /// <summary>The compiled assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The assembly's name.</summary>
    [Required]
    public string AssemblyName { get; set; } = "";

    /// <summary>The file of the earlier manifest: a whole path, or one from the project's directory or from where the build was started.</summary>
    [Required]
    public string Baseline { get; set; } = "";

    /// <summary>The project's directory.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The directory that the build was started in.</summary>
    [Required]
    public string StartDirectory { get; set; } = "";

    /// <summary>Whether the assembly is an application: then a baseline that is missing or of another one is a mistake.</summary>
    public bool IsApplication { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        string? path = new[] { Path.Combine(ProjectDirectory, Baseline), Path.Combine(StartDirectory, Baseline) }.FirstOrDefault(File.Exists);
        if (path is null)
        {
            return IsMeantForAnother(
                $"There is no file '{Baseline}', which QuantumManifestBaseline names: neither in {ProjectDirectory} nor in {StartDirectory}.", null);
        }

        QuantumManifest baseline;
        try
        {
            baseline = QuantumManifest.Parse(File.ReadAllText(path));
        }
        catch (FormatException e)
        {
            return Fail("QA4002", path, 0, $"{e.Message} Copy it from obj/…/quantum-manifest.json.");
        }

        if (baseline.Assembly == AssemblyName)
            return Compare(baseline);
        return IsMeantForAnother($"QuantumManifestBaseline is the manifest of {baseline.Assembly}; nothing of {AssemblyName} was compared with it.", path);
    }

    // What an application is built with, its references are built with too: a library may well have no file of that name.
    private bool IsMeantForAnother(string message, string? path)
    {
        if (IsApplication || (path is null && Path.IsPathRooted(Baseline)))
            return Fail("QA4002", path, 0, message);
        Log.LogMessage(MessageImportance.Low, message);
        return true;
    }

    private bool Compare(QuantumManifest baseline)
    {
        // An assembly that says nothing any more has lost everything.
        var current = ManifestMetadata.Read(Assembly) is { } json
            ? QuantumManifest.Parse(json)
            : new QuantumManifest { Assembly = AssemblyName, Entries = [] };
        bool held = true;
        foreach (var lost in ManifestBaseline.Compare(baseline, current))
        {
            var place = lost.Now ?? lost.Earlier;
            held = Fail("QA4001", Path.GetFullPath(Path.Combine(ProjectDirectory, place.File)), place.Line, lost.Describe());
        }

        return held;
    }

    private bool Fail(string code, string? file, int line, string message)
    {
        Log.LogError(null, code, null, RuleHelp.LinkOf(code), file, line, 0, 0, 0, message);
        return false;
    }
}
