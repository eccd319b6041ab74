namespace QuantumAttributes.Keys;

/// <summary>Directories 0700 and files 0600. On Windows, as the parent directory's access list says.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode OwnerDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Not the set-group-id bit, which a directory inherits and which opens nothing.
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates a directory for its owner alone; those above it that are missing, as the process's mask says.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be created.</exception>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerDirectory);
    }

    /// <summary>How to open a file for its owner alone; unbuffered, so that no copy of a key stays behind in a buffer.</summary>
    public static FileStreamOptions ToWrite(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        return options;
    }

    /// <summary>What is wrong with a file's or directory's mode, and what to do; null where nothing is.</summary>
    public static string? FindProblem(string path, string remedy) =>
        OperatingSystem.IsWindows() ? null : FindProblem(File.GetUnixFileMode(path), path, remedy);

    /// <summary>What is wrong with an open file's mode, and what to do; null where nothing is.</summary>
    public static string? FindProblem(FileStream file) =>
        OperatingSystem.IsWindows() ? null : FindProblem(File.GetUnixFileMode(file.SafeFileHandle), file.Name, "chmod 600");

    private static string? FindProblem(UnixFileMode mode, string path, string remedy)
    {
        UnixFileMode others = mode & Others;
        return others == UnixFileMode.None ? null : $"'{path}' is open to others ({others}). Run: {remedy} '{path}'";
    }
}
