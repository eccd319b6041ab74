namespace QuantumAttributes.Tool.Files;

/// <summary>Files that others read: replaced in one step, so that nobody ever reads half of one.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file, or replaces the one that is there, whose mode stays.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        string beside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllText(beside, text);
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(beside, File.GetUnixFileMode(path));
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
