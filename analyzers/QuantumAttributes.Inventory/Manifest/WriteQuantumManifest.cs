using Microsoft.Build.Framework;

namespace QuantumAttributes.Inventory.Manifest;

/// <summary>The build's task that writes an assembly's manifest into a file of its own.</summary>
public sealed class WriteQuantumManifest : Microsoft.Build.Utilities.Task
{
    /// <summary>The compiled assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The file to write. Where the assembly has no manifest, there will be no file.</summary>
    [Required]
    public string File { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        string? json = ManifestMetadata.Read(Assembly);
        if (json is null)
            System.IO.File.Delete(File);
        else if (!System.IO.File.Exists(File) || System.IO.File.ReadAllText(File) != json + "\n")
            System.IO.File.WriteAllText(File, json + "\n");
        return true;
    }
}
