namespace QuantumAttributes.Stress.Processes;

/// <summary>A copy of this program that every user may read, wherever the program itself is. Without the native libraries of SQLite.</summary>
internal sealed class ProgramCopy : IDisposable
{
    private const UnixFileMode OthersRead =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-stress-program-").FullName;

    public ProgramCopy()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_directory, OthersRead);
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            string copy = System.IO.Path.Combine(_directory, System.IO.Path.GetFileName(file));
            File.Copy(file, copy);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(copy, OthersRead);
        }
    }

    /// <summary>The program.</summary>
    public string Path => System.IO.Path.Combine(_directory, System.IO.Path.GetFileName(typeof(ProgramCopy).Assembly.Location));

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
