namespace QuantumAttributes.Keys.Storage;

/// <summary>
/// The single operations of which every change in a directory is made, each of which a process may end before or after. Nothing else
/// writes there.
/// </summary>
/// <remarks>For one thread at a time, which has the directory's lock.</remarks>
internal sealed class DurableDirectory(string path)
{
    public const string TemporaryPrefix = ".tmp-";

    /// <summary>The directory's full path.</summary>
    public string Path { get; } = path;

    /// <summary>Called with its name before each operation: tests end the process there.</summary>
    public Action<string>? BeforeStep { get; set; }

    /// <summary>The path of a name in the directory.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file to the disk under a name of no meaning, and returns that name.</summary>
    public string WriteTemporary(ReadOnlySpan<byte> contents)
    {
        string name = $"{TemporaryPrefix}{Guid.NewGuid():N}";
        BeforeStep?.Invoke("create temporary");
        using var file = new FileStream(At(name), OwnerOnly.ToWrite(FileMode.CreateNew, FileShare.None));
        BeforeStep?.Invoke("write temporary");
        Write(file, contents);
        BeforeStep?.Invoke("flush temporary");
        file.Flush(flushToDisk: true);
        return name;
    }

    /// <summary>Gives a file a name that nobody has; it may keep its old one besides.</summary>
    /// <exception cref="IOException">The name is taken, or the file system has no hard links.</exception>
    public void GiveFirst(string file, string name)
    {
        BeforeStep?.Invoke("link");
        FirstName.Give(At(file), At(name));
    }

    /// <summary>Gives a file a name, and takes the name from whoever has it.</summary>
    public void Replace(string file, string name)
    {
        const int Tries = 100;
        for (int tries = 1; ; tries++)
        {
            BeforeStep?.Invoke("rename");
            try
            {
                File.Move(At(file), At(name), overwrite: true);
                return;
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && tries < Tries && e is IOException or UnauthorizedAccessException)
            {
                // On Windows, for as long as somebody reads the file.
                Thread.Sleep(10);
            }
        }
    }

    /// <summary>Removes a name, where it is there.</summary>
    public void Remove(string name)
    {
        BeforeStep?.Invoke("unlink");
        File.Delete(At(name));
    }

    /// <summary>Writes to the disk behind the first <paramref name="length"/> bytes of a file, and cuts off what stood there.</summary>
    public void Append(string name, long length, ReadOnlySpan<byte> contents)
    {
        bool created = !File.Exists(At(name));
        BeforeStep?.Invoke("open to append");
        using var file = new FileStream(At(name), OwnerOnly.ToWrite(FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete));
        if (file.Length > length)
        {
            BeforeStep?.Invoke("truncate");
            file.SetLength(length);
        }

        BeforeStep?.Invoke("append");
        file.Position = length;
        Write(file, contents);
        BeforeStep?.Invoke("flush appended");
        file.Flush(flushToDisk: true);
        if (created)
            Sync();
    }

    /// <summary>Returns when the names have reached the disk. On Windows the file system's journal sees to that.</summary>
    public void Sync()
    {
        BeforeStep?.Invoke("flush directory");
        if (!OperatingSystem.IsWindows())
            Posix.SyncDirectory(Path);
    }

    /// <summary>How many temporary files there are.</summary>
    public int CountTemporaries() => Directory.GetFiles(Path, $"{TemporaryPrefix}*").Length;

    /// <summary>Removes the temporary files that somebody left behind who did not come to the end.</summary>
    public void Sweep()
    {
        foreach (string file in Directory.GetFiles(Path, $"{TemporaryPrefix}*"))
            Remove(System.IO.Path.GetFileName(file));
    }

    // Where a file may not become so long, because of the process's limit (ulimit -f) or the file system's, .NET calls it an argument's fault.
    private static void Write(FileStream file, ReadOnlySpan<byte> contents)
    {
        try
        {
            file.Write(contents);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new IOException($"'{file.Name}' may not become so long. Look at ulimit -f, and at the limits of the file system.", e);
        }
    }
}
