namespace QuantumAttributes.AspNetCore;

/// <summary>Where the application's keys are kept.</summary>
public sealed class QuantumKeyOptions
{
    internal string Directory { get; private set; } = "keys";

    /// <summary>
    /// Keeps the keys in a directory of the file system, created with access for the application's user alone. Default: <c>keys</c>. A
    /// relative path is taken from the content root.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public void PersistToDirectory(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Directory = path;
    }
}
